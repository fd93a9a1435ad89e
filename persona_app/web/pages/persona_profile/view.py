"""The profile as prose and facts, with the words behind each claim at its side."""

import reflex as rx

from persona_app.web.components.claims import claim_words, profile
from persona_app.web.components.evidence_panel import evidence_panel
from persona_app.web.components.parts import button, empty_state, portrait, skeleton_lines, time
from persona_app.web.components.persona_frame import inner_link, persona_frame, source
from persona_app.web.components.proposals import proposals_panel
from persona_app.web.components.version_parts import content, extractive_tag, version_facts
from persona_app.web.pages.persona_profile.editing import edit_button, editor, taken_out, unwritten_note
from persona_app.web.pages.persona_profile.editing_state import EditingState
from persona_app.web.pages.persona_profile.state import ProfileState
from persona_app.web.shown.evidence import ShownContradiction, ShownQuote, ShownSide
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState
from persona_app.web.states.shown_version import ShownVersionState

PERSONA = CurrentPersonaState.persona
VERSION = ShownVersionState.version


def view() -> rx.Component:
    """The page."""
    body = rx.match(ShownVersionState.status, ("here", _version()), ("none", _nothing_yet()), skeleton_lines(6))
    return persona_frame("profile", _head(), body, aside=evidence_panel(), on_build_ended=ProfileState.build_ended)


def _head() -> rx.Component:
    counts = rx.el.p(
        rx.el.span(source()),
        rx.cond(PERSONA.data_count > 0, rx.el.span(PERSONA.data_words)),
        rx.el.span(PERSONA.version_words),
        rx.cond(VERSION.number > 0, rx.el.span("updated ", time(VERSION.created_at))),
        rx.cond(VERSION.is_extractive, extractive_tag(VERSION)),
        class_name="provenance",
    )
    words = rx.el.div(rx.el.h1(PERSONA.name), counts, class_name="grow")
    face = portrait(PERSONA.id, PERSONA.initial, picture=PERSONA.picture, size="large")
    return rx.el.header(face, words, rx.cond(ShownVersionState.status == "here", edit_button()), class_name="profile-head")


def _version() -> rx.Component:
    unquoted = empty_state(
        "Nothing could be quoted",
        "The texts say nothing about this person that could be quoted. Add a text that speaks of them.",
        _add_data(),
    )
    unwritten = empty_state(
        "No claims yet",
        "There is no text that claims could rest on; the content below stands by itself. Add a text, or say under Edit what you know.",
        _add_data(),
    )
    empty = rx.cond(PERSONA.data_count > 0, unquoted, unwritten)
    summary = rx.cond(VERSION.summary != "", rx.el.p(VERSION.summary, class_name="profile-summary"))
    known = rx.cond(ShownVersionState.profile.claim_count > 0, rx.fragment(summary, profile()), empty)
    proposals = proposals_panel(EditingState.proposals, on_settled=EditingState.proposal_settled, is_off=PERSONA.is_archived)
    shown = rx.cond(EditingState.is_editing, editor(), known)
    return rx.fragment(proposals, _open_contradictions(), shown, _settled(), taken_out(), unwritten_note(), content(), _foot())


def _foot() -> rx.Component:
    again = button(
        "Build again", is_small=True, on_click=JobProgressState.build_clicked, disabled=JobProgressState.run.is_live | PERSONA.is_archived
    )
    return rx.el.footer(
        rx.el.div(rx.el.p(VERSION.title, class_name="small"), version_facts(VERSION)), again, class_name="row is-apart profile-foot"
    )


def _add_data() -> rx.Component:
    return inner_link("Add a text", to="/studio/" + PERSONA.id + "/data", class_name="button is-primary")


def _nothing_yet() -> rx.Component:
    build = button("Build the first version", tone="primary", on_click=JobProgressState.build_clicked)
    empty = empty_state("No version yet", "The profile appears here as soon as the first build is done. Your texts are kept.", build)
    data = inner_link("your texts", to="/studio/" + PERSONA.id + "/data")
    kept = rx.el.p("There is no version yet. Everything you gave is kept: look at ", data, ", or add more.", class_name="muted")
    return rx.cond(JobProgressState.run.is_live, skeleton_lines(6), rx.cond(JobProgressState.run.can_retry, kept, empty))


def _open_contradictions() -> rx.Component:
    open_ones = ShownVersionState.open_contradictions
    head = rx.el.h2(
        rx.cond(open_ones.length() > 1, open_ones.length().to_string() + " contradictions to settle", "A contradiction to settle"),
        class_name="part-title",
    )
    lead = rx.el.p("Your texts disagree here. Decide once; every later version keeps your word.", class_name="small muted")
    return rx.cond(
        open_ones,
        rx.el.section(head, lead, rx.foreach(open_ones, _contradiction), class_name="contradictions", aria_label="Contradictions"),
    )


def _contradiction(one: rx.Var[ShownContradiction]) -> rx.Component:
    is_off = JobProgressState.run.is_live | PERSONA.is_archived
    sides = rx.el.div(
        _side(one.left, "Keep this", ProfileState.side_kept(one.id, "left"), is_off),
        _side(one.right, "Keep that", ProfileState.side_kept(one.id, "right"), is_off),
        class_name="sides",
    )
    both = button(
        "Keep both",
        is_small=True,
        on_click=ProfileState.side_kept(one.id, "both"),
        disabled=is_off,
        aria_label="Keep both: " + one.left.claim.text + " and " + one.right.claim.text,
    )
    foot = rx.el.div(rx.el.p(one.why, class_name="small muted grow"), both, class_name="row is-apart")
    return rx.el.article(sides, foot, class_name="contradiction", key=one.id)


def _side(side: rx.Var[ShownSide], label: str, kept: rx.event.EventType[()], is_off: rx.Var[bool]) -> rx.Component:
    keep = button(label, is_small=True, on_click=kept, disabled=is_off, aria_label=label + ": " + side.claim.text)
    return rx.el.div(
        rx.el.p(side.field, class_name="label"),
        rx.el.h3(claim_words(side.claim), class_name="side-claim"),
        rx.foreach(side.quotes, _side_quote),
        rx.cond(side.more != "", rx.el.p(side.more, class_name="tiny muted")),
        keep,
        class_name="side",
    )


def _side_quote(quote: rx.Var[ShownQuote]) -> rx.Component:
    words = rx.el.blockquote(quote.before, rx.el.mark(quote.quote), quote.after, class_name="quote-words")
    text = rx.fragment(inner_link(quote.data.title, to=quote.href), " · ", time(quote.data.created_at))
    where = rx.el.figcaption(rx.cond(quote.href != "", text, quote.data.title), class_name="tiny muted")
    return rx.el.figure(words, where, class_name="side-quote", key=quote.key)


def _settled() -> rx.Component:
    settled = ShownVersionState.settled_contradictions
    items = rx.el.ul(
        rx.foreach(settled, lambda one: rx.el.li(rx.el.span(one.left.field + ": ", class_name="muted"), one.outcome, key=one.id)),
        class_name="settled",
    )
    return rx.cond(
        settled, rx.el.section(rx.el.h2("What you settled", class_name="part-title"), items, class_name="part", aria_label="Settled")
    )
