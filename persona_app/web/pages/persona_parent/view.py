"""A persona's parent: what follows it, what it changed, and choosing another."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parent_picker import IS_NOBODY, is_for, parent_rows, parent_search
from persona_app.web.components.parts import button, button_link, link, loaded, notice, portrait, tag, time
from persona_app.web.components.persona_frame import persona_frame, persona_head
from persona_app.web.pages.persona_parent.state import ParentState
from persona_app.web.shown.comparisons import ShownPiece
from persona_app.web.shown.parents import ShownChange, ShownField, ShownMode
from persona_app.web.states.current_persona import CurrentPersonaState

STATE = ParentState
TIE = STATE.tie
PERSONA = CurrentPersonaState.persona


def view() -> rx.Component:
    """The page."""
    lead = "Field by field: what it has of its parent, and what is its own. Nothing changes by itself."
    body = rx.fragment(
        rx.cond(~STATE.is_choosing, _problem()),
        rx.match(TIE.state, ("followed", _followed()), ("deleted", _deleted()), rx.fragment()),
        rx.cond(STATE.is_choosing & ~PERSONA.is_archived, _choosing()),
    )
    return persona_frame("parent", persona_head("Parent", lead=lead), loaded(STATE.is_loaded, body), on_build_ended=STATE.build_ended)


def _problem() -> rx.Component:
    """Why the last thing was not done: above the page, or beside the button of the form, which a long list pushes far down."""
    return rx.cond(STATE.problem != "", notice(STATE.problem, kind="failure"))


def _followed() -> rx.Component:
    return rx.fragment(_parent(), _changes(), _fields(), _leaving())


def _parent() -> rx.Component:
    name = rx.cond(TIE.href != "", link(TIE.name, href=TIE.href), TIE.name)
    words = rx.el.div(
        rx.el.h2(name, class_name="parent-name"),
        rx.el.p(TIE.what, ". Taken over ", time(TIE.taken_at), TIE.standing, class_name="small muted"),
        class_name="grow",
    )
    gone = notice("The parent cannot be read at present: it is not public any more. What this persona took over it keeps.", kind="evidence")
    head = rx.el.div(portrait(TIE.parent_id, TIE.initial), words, class_name="parent-head")
    return rx.el.section(head, rx.cond(TIE.is_readable, rx.fragment(), gone), class_name="stack parent-part", aria_label="The parent")


def _changes() -> rx.Component:
    everything = button("Take all of it over", on_click=STATE.take_all_clicked, is_small=True)
    head = rx.el.div(
        rx.el.div(
            rx.el.h2("What the parent changed", class_name="part-title"),
            rx.el.p(TIE.change_words, ". Take over what you like; the rest stays.", class_name="small muted"),
        ),
        rx.cond(TIE.changes.length() > 1, everything),
        class_name="row is-apart",
    )
    shown = rx.el.section(
        head,
        rx.el.ul(rx.foreach(TIE.changes, _change), class_name="lines parent-changes", role="list"),
        class_name="parent-part",
        aria_label="What the parent changed",
    )
    return rx.cond(TIE.changes.length() > 0, shown)


def _change(change: rx.Var[ShownChange]) -> rx.Component:
    words = rx.el.ul(
        rx.foreach(change.gone, lambda each: rx.el.li(rx.el.del_(each))),
        rx.foreach(change.new, lambda each: rx.el.li(rx.el.ins(each))),
        class_name="diff-claim parent-words",
        role="list",
    )
    text = rx.el.details(
        rx.el.summary("Compare the words"),
        rx.el.div(rx.foreach(change.pieces, _piece), class_name="content-sheet diff-words"),
        class_name="small",
    )
    acts = rx.el.div(
        button(
            "Take over",
            is_small=True,
            tone="primary",
            on_click=STATE.take_clicked(change.field),
            aria_label="Take over " + change.title.to(str),
        ),
        button(
            "Keep mine",
            is_small=True,
            tone="quiet",
            on_click=STATE.keep_clicked(change.field),
            aria_label="Keep mine: " + change.title.to(str),
        ),
        class_name="row parent-acts",
    )
    return rx.el.li(
        rx.el.h3(change.title, class_name="label"),
        rx.cond(change.pieces.length() > 0, text, words),
        acts,
        class_name="parent-row",
        key=change.field,
    )


def _piece(piece: rx.Var[ShownPiece]) -> rx.Component:
    return rx.match(piece.change, ("gone", rx.el.del_(piece.text)), ("new", rx.el.ins(piece.text)), rx.el.span(piece.text))


def _fields() -> rx.Component:
    meanings = (("Inherited", "what the parent says"), ("Own", "what this persona says itself"), ("Both", "the parent's, then its own"))
    legend = rx.el.dl(*(rx.el.div(rx.el.dt(word), rx.el.dd(meaning)) for word, meaning in meanings), class_name="parent-legend tiny muted")
    nothing = rx.cond(TIE.empty_titles != "", rx.el.p("Nothing here yet: ", TIE.empty_titles, ".", class_name="tiny muted parent-empty"))
    return rx.el.section(
        rx.el.h2("Where each field comes from", class_name="part-title"),
        legend,
        rx.el.ul(rx.foreach(TIE.fields, _field), class_name="lines", role="list"),
        nothing,
        class_name="parent-part",
        aria_label="Fields",
    )


def _field(one: rx.Var[ShownField]) -> rx.Component:
    claims = rx.el.ul(
        rx.foreach(one.words, _item),
        rx.cond(one.more != "", rx.el.li(one.more, class_name="muted")),
        class_name="parent-words",
        role="list",
    )
    text = rx.el.div(rx.foreach(one.words, _paragraph), class_name="parent-text")
    shown = rx.cond(one.words.length() > 0, rx.cond(one.is_text, text, claims), rx.el.p("Nothing", class_name="small muted"))
    hidden = rx.cond(one.hidden != "", rx.el.p(one.hidden, class_name="tiny muted"))
    modes = rx.el.div(
        rx.foreach(one.modes, lambda mode: _mode(mode, one)),
        class_name="segments",
        role="group",
        aria_label="How it follows: " + one.title.to(str),
    )
    head = rx.el.div(rx.el.h3(one.title, class_name="label"), tag(one.origin_words), class_name="row")
    return rx.el.li(
        head,
        rx.el.div(shown, hidden, class_name="stack is-tight"),
        rx.cond(PERSONA.is_archived, rx.fragment(), modes),
        class_name="parent-row",
        key=one.field,
    )


def _item(words: rx.Var[str]) -> rx.Component:
    return rx.el.li(words)


def _paragraph(words: rx.Var[str]) -> rx.Component:
    return rx.el.p(words)


def _mode(mode: rx.Var[ShownMode], one: rx.Var[ShownField]) -> rx.Component:
    return rx.el.button(
        mode.label,
        type="button",
        class_name="segment",
        aria_pressed=rx.cond(mode.is_present, "true", "false"),
        on_click=STATE.mode_chosen(one.field, mode.value),
    )


def _leaving() -> rx.Component:
    ask = rx.el.div(
        button_link("Choose another parent", "?choose=1", is_small=True),
        button("Leave this parent", tone="quiet", is_small=True, on_click=STATE.leave_asked),
        class_name="row",
    )
    sure = rx.el.div(
        rx.el.p("It keeps all that it has of its parent, and is told of no more changes.", class_name="small"),
        button("Leave it", tone="danger", is_small=True, on_click=STATE.leave_confirmed),
        button("Go on following", tone="quiet", is_small=True, on_click=STATE.leave_declined),
        class_name="row",
        role="alert",
    )
    return rx.cond(
        PERSONA.is_archived,
        rx.fragment(),
        rx.el.section(rx.cond(STATE.is_leaving, sure, ask), class_name="parent-part", aria_label="Another, or none"),
    )


def _deleted() -> rx.Component:
    words = notice(
        TIE.called,
        " was deleted, ",
        time(TIE.ended_at),
        ". What this persona had from it was copied, and is its own now. Nothing is missing.",
        kind="evidence",
    )
    return rx.el.section(words, button("I have seen it", is_small=True, on_click=STATE.leave_confirmed), class_name="stack parent-part")


def _choosing() -> rx.Component:
    none = rx.el.p("You have no other persona with a version yet.", class_name="small muted")
    mine = (rx.el.h3("One of yours", class_name="part-title"), parent_search())
    address = field("address", "Or a public one, by its address", placeholder="/p/…", is_optional=True, auto_complete="off", max_length=300)
    form = rx.el.form(
        rx.cond(is_for(PERSONA.id), parent_rows()),
        address,
        _problem(),
        rx.el.div(button("Follow it", tone="primary", type="submit"), class_name="row"),
        on_submit=STATE.parent_chosen,
        class_name="stack",
    )
    lead = "What this persona says itself stays. Where it says nothing, it has what the parent says, and lists go on after the parent's."
    return rx.el.section(
        rx.el.h2("Choose a parent", class_name="part-title"),
        rx.el.p(lead, class_name="small muted"),
        loaded(is_for(PERSONA.id), rx.cond(IS_NOBODY, none, rx.fragment(*mine))),
        form,
        class_name="stack parent-part door",
        aria_label="Choose a parent",
        custom_attrs={"data-picker": ""},
    )
