"""What builds and parents would say where the owner's word stands: both sides, and the choice."""

from collections.abc import Callable

import reflex as rx

from persona_app.web.components.parts import button
from persona_app.web.components.persona_frame import inner_link
from persona_app.web.shown.claims import ShownProposal, ShownReason

Settled = Callable[[rx.Var[str], str], rx.event.EventType[()]]
"""Of a proposal's id and `take` or `keep`: the event."""


def proposals_panel(proposals: rx.Var[list[ShownProposal]], *, on_settled: Settled, is_off: rx.Var[bool], lead: str = "") -> rx.Component:
    """The open proposals; nothing where there are none.

    Args:
        proposals: what is proposed.
        on_settled: the event for a choice.
        is_off: nothing can be settled now.
        lead: a sentence on where proposals come from, if not from builds.
    """
    count = proposals.length()
    head = rx.el.h2(rx.cond(count > 1, count.to_string() + " proposals", "A proposal"), class_name="part-title")
    told = lead or "Your words stand. New material says otherwise here; take what it says, or keep yours."
    items = rx.foreach(proposals, lambda one: _proposal(one, on_settled=on_settled, is_off=is_off))
    whole = rx.el.section(
        head, rx.el.p(told, class_name="small muted"), items, class_name="contradictions proposals", aria_label="Proposals"
    )
    return rx.cond(proposals, whole)


def _proposal(one: rx.Var[ShownProposal], *, on_settled: Settled, is_off: rx.Var[bool]) -> rx.Component:
    mine = rx.el.div(
        rx.el.p("You say", class_name="label"),
        rx.cond(one.is_mine_gone, rx.el.p("You took it out.", class_name="proposal-none"), _words(one.mine, one.is_passage)),
        button("Keep mine", is_small=True, on_click=on_settled(one.id, "keep"), disabled=is_off, aria_label=one.keep_label),
        class_name="side",
    )
    theirs = rx.el.div(
        rx.el.p(one.whence, class_name="label"),
        rx.cond(one.theirs != "", _words(one.theirs, one.is_passage), rx.el.p("Nothing.", class_name="proposal-none")),
        rx.foreach(one.reasons, _reason),
        button(one.take, is_small=True, on_click=on_settled(one.id, "take"), disabled=is_off, aria_label=one.take_label),
        class_name="side",
    )
    title = rx.el.h3(one.field, class_name="proposal-field")
    return rx.el.article(title, rx.el.div(mine, theirs, class_name="sides"), class_name="contradiction", key=one.id, aria_label=one.field)


def _words(text: rx.Var[str], is_passage: rx.Var[bool]) -> rx.Component:
    return rx.el.p(text, class_name=rx.cond(is_passage, "proposal-passage", "side-claim"), dir="auto")


def _reason(one: rx.Var[ShownReason]) -> rx.Component:
    words = rx.el.blockquote(rx.el.mark(one.quote), class_name="quote-words")
    where = rx.cond(one.href != "", rx.el.figcaption(inner_link("Where it stands", to=one.href), class_name="tiny muted"))
    return rx.el.figure(words, where, class_name="side-quote", key=one.key)
