"""The words behind the claim or the thought that was pressed."""

import reflex as rx

from persona_app.web.components.parts import time
from persona_app.web.components.persona_frame import inner_link
from persona_app.web.components.side_panel import panel_hint, sample_mark, side_panel
from persona_app.web.shown.evidence import ShownInherited, ShownQuote, ShownWord
from persona_app.web.shown.scenes import ShownScene, ShownSceneLine
from persona_app.web.states.evidence import EvidenceState
from persona_app.web.states.shown_version import ShownVersionState

SHOWN = EvidenceState.shown
NO_VERSION_YET = rx.Var.create(ShownVersionState.status != "here").bool()


def evidence_panel(*, what: str = "a claim", is_blank: rx.Var[bool] = NO_VERSION_YET) -> rx.Component:
    """The panel.

    Args:
        what: the thing to press, as its hint names it.
        is_blank: there is nothing to press.
    """
    hint = panel_hint("Evidence", f"Press {what}, or its ", sample_mark(), " mark, to read the words it rests on, where they stand.")
    return side_panel(
        "Evidence", _open(), is_open=EvidenceState.claim_id != "", on_closed=EvidenceState.closed, rest=hint, is_blank=is_blank
    )


def quote(shown: rx.Var[ShownQuote]) -> rx.Component:
    """One quote, marked in its surroundings, and where it stands."""
    words = rx.el.blockquote(shown.before, rx.el.mark(shown.quote), shown.after, class_name="quote-words")
    where = rx.el.p(
        inner_link(shown.data.title, to=shown.href, class_name="quote-title"),
        rx.el.span(shown.data.kind, " · ", time(shown.data.created_at), class_name="tiny muted"),
        rx.cond(shown.data.origin != "", rx.el.span(shown.data.origin, class_name="tiny muted truncate")),
        rx.el.span("Text ", shown.data.number, ", ", shown.place, class_name="tiny muted"),
        class_name="quote-where",
    )
    return rx.el.figure(words, rx.el.figcaption(where), class_name="quote", key=shown.key)


def scene(shown: rx.Var[ShownScene]) -> rx.Component:
    """The lines around one, as a script has them, with the words marked."""
    return rx.el.figure(
        rx.el.figcaption(shown.title, class_name="scene-title"),
        rx.el.ol(rx.foreach(shown.lines, _scene_line), class_name="scene-lines"),
        rx.cond(shown.note != "", rx.el.p(shown.note, class_name="tiny muted scene-note")),
        class_name="quote scene",
        key=shown.key,
    )


def _scene_line(line: rx.Var[ShownSceneLine]) -> rx.Component:
    return rx.el.li(
        rx.cond(line.who != "", rx.el.span(line.who, class_name="scene-who")),
        rx.el.p(line.before, rx.cond(line.quote != "", rx.el.mark(line.quote)), line.after, class_name="scene-words"),
        class_name=rx.cond(line.is_marked, "scene-line is-marked", rx.cond(line.is_break, "scene-line is-break", "scene-line")),
        key=line.key,
    )


def _inherited(one: rx.Var[ShownInherited]) -> rx.Component:
    where = rx.cond(one.href != "", inner_link(one.parent, to=one.href), one.parent)
    return rx.el.p("Inherited from ", where, one.version, class_name="quote small", key=one.key)


def _said(one: rx.Var[ShownWord]) -> rx.Component:
    when = rx.cond(one.at != "", rx.fragment("You said so, ", time(one.at), "."), "You said so, and have said otherwise since.")
    before = rx.cond(one.before != "", rx.el.span("Before: ", one.before, class_name="tiny muted", dir="auto"))
    return rx.el.p(rx.icon("pencil", class_name="icon-small", aria_hidden="true"), rx.el.span(when), before, class_name="said", key=one.key)


def _open() -> rx.Component:
    also = rx.cond(SHOWN.also != "", rx.el.p("Also put as: ", SHOWN.also, class_name="small muted"))
    return rx.fragment(
        rx.el.h2(SHOWN.claim, class_name="evidence-claim"),
        rx.foreach(SHOWN.said, _said),
        rx.cond(SHOWN.summary != "", rx.el.p(SHOWN.summary, class_name="tiny muted")),
        also,
        rx.el.div(
            rx.foreach(SHOWN.inherited, _inherited), rx.foreach(SHOWN.quotes, quote), rx.foreach(SHOWN.scenes, scene), class_name="quotes"
        ),
    )
