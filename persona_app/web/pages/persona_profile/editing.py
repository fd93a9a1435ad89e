"""The profile in the owner's hand: each claim opens into a form where it stands."""

import reflex as rx

from persona_app.web.components.claims import profile_title
from persona_app.web.components.parts import button
from persona_app.web.pages.persona_profile.editing_state import EditingState
from persona_app.web.shown.claims import ShownEditable, ShownField, ShownScore, ShownTakenOut
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

PERSONA = CurrentPersonaState.persona
EDITING = EditingState.editing
LONGEST_WORDS, LONGEST_WHO = 500, 100


def edit_button() -> rx.Component:
    """Begins and ends editing."""
    return button(
        rx.cond(EditingState.is_editing, "Done", "Edit"),
        is_small=True,
        on_click=EditingState.edit_toggled,
        disabled=PERSONA.is_archived,
        aria_pressed=rx.cond(EditingState.is_editing, "true", "false"),
        aria_label=rx.cond(EditingState.is_editing, "Stop editing the profile", "Edit the profile"),
    )


def editor() -> rx.Component:
    """Every field, also those that nothing is known for."""
    lead = rx.el.p(
        "Press a claim to change it. Your words stay through every later build; what new texts say otherwise is proposed to you.",
        class_name="small muted claim-lead",
    )
    rows = rx.el.div(rx.foreach(EDITING.fields, _field), _scores(), class_name="dossier")
    return rx.el.div(profile_title(), lead, rows, class_name="profile is-edited")


def unwritten_note() -> rx.Component:
    """The content below was written before the owner's last words."""
    many = EditingState.unwritten
    words = rx.cond(many > 1, many.to_string() + " changes of yours", "a change of yours")
    is_off = JobProgressState.run.is_live | PERSONA.is_archived
    again = button("Write it anew", is_small=True, on_click=JobProgressState.build_clicked, disabled=is_off)
    note = rx.el.div(
        rx.el.p("The content below was written before ", words, ". A build writes it anew.", class_name="small grow"),
        again,
        class_name="row is-apart claim-note",
        role="note",
    )
    return rx.cond((many > 0) & ~JobProgressState.run.is_live, note)


def taken_out() -> rx.Component:
    """What the owner took out: it stays known, so that nothing is gone without a trace."""
    items = rx.el.ul(rx.foreach(EditingState.taken_out, _taken_out), class_name="settled")
    whole = rx.el.section(rx.el.h2("What you took out", class_name="part-title"), items, class_name="part", aria_label="Taken out")
    return rx.cond(EditingState.taken_out, whole)


def _taken_out(one: rx.Var[ShownTakenOut]) -> rx.Component:
    back = button(
        "Put back",
        is_small=True,
        on_click=EditingState.put_back_clicked(one.key),
        disabled=PERSONA.is_archived,
        aria_label="Put back: " + one.field + ": " + one.text,
    )
    words = rx.el.span(rx.el.span(one.field + ": ", class_name="muted"), rx.el.bdi(one.text), class_name="grow")
    return rx.el.li(words, back, class_name="row is-apart", key=one.key)


def _field(field: rx.Var[ShownField]) -> rx.Component:
    claims = rx.cond(
        field.claims,
        rx.el.ul(rx.foreach(field.claims, lambda claim: _claim(claim, field.has_who)), class_name="claim-rows"),
    )
    add = rx.cond(
        field.add_key != "",
        rx.cond(
            EditingState.open_key == field.add_key,
            _form(field.add_key, value="", who="", has_who=field.has_who, is_long=False, label="New under " + field.title),
            rx.el.button(
                rx.icon("plus", class_name="icon-small", aria_hidden="true"),
                field.add_label,
                type="button",
                class_name="button is-quiet is-small claim-add",
                on_click=EditingState.form_opened(field.add_key),
                disabled=PERSONA.is_archived,
                aria_label=field.add_label + " under " + field.title,
            ),
        ),
    )
    return rx.el.section(
        rx.el.h3(field.title, class_name="fact-title"), rx.el.div(claims, add, class_name="claim-cell"), class_name="fact", key=field.key
    )


def _claim(claim: rx.Var[ShownEditable], has_who: rx.Var[bool]) -> rx.Component:
    form = _form(
        claim.key, value=claim.value, who=claim.who, has_who=has_who, is_long=claim.is_long, label="Change “" + claim.text + "”", of=claim
    )
    return rx.el.li(rx.cond(EditingState.open_key == claim.key, form, _row(claim)), key=claim.key)


def _row(claim: rx.Var[ShownEditable]) -> rx.Component:
    change = rx.el.button(
        rx.el.span(claim.text, dir="auto"),
        rx.icon("pencil", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="claim-press",
        on_click=EditingState.form_opened(claim.key),
        disabled=PERSONA.is_archived,
        aria_label="Change “" + claim.text + "”",
    )
    remove = rx.el.button(
        rx.icon("x", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        on_click=EditingState.claim_removed(claim.field, claim.claim_id),
        disabled=PERSONA.is_archived,
        aria_label="Take out “" + claim.text + "”",
    )
    mine = rx.cond(claim.is_mine, rx.el.span("yours", class_name="claim-mine"))
    return rx.el.div(change, mine, remove, class_name="claim-row")


def _form(
    key: rx.Var[str],
    *,
    value: rx.Var[str] | str,
    who: rx.Var[str] | str,
    has_who: rx.Var[bool],
    is_long: rx.Var[bool] | bool,
    label: rx.Var[str] | str,
    of: rx.Var[ShownEditable] | None = None,
) -> rx.Component:
    """The words in a field; Enter saves, Escape leaves them."""
    given = {
        "name": "value",
        "default_value": value,
        "max_length": LONGEST_WORDS,
        "class_name": "input",
        "aria_label": label,
        "aria_describedby": "claim-problem",
        "auto_focus": True,
        "dir": "auto",
    }
    words = rx.cond(is_long, rx.el.textarea(rows=3, **given), rx.el.input(type="text", **given))
    person = rx.el.input(
        type="text",
        name="who",
        default_value=who,
        max_length=LONGEST_WHO,
        class_name="input claim-who",
        placeholder="Who",
        aria_label="Who it is",
        dir="auto",
    )
    return _form_of(key, rx.cond(has_who, person), words)


def _form_of(key: rx.Var[str], *fields: rx.Component) -> rx.Component:
    problem = rx.cond(EditingState.problem != "", rx.el.p(EditingState.problem, id="claim-problem", role="alert", class_name="field-error"))
    actions = rx.el.div(
        button("Save", type="submit", tone="primary", is_small=True),
        button("Cancel", tone="quiet", is_small=True, on_click=EditingState.form_closed, custom_attrs={"data-cancel": ""}),
        class_name="row",
    )
    return rx.el.form(
        rx.el.div(*fields, class_name="claim-fields"),
        problem,
        actions,
        on_submit=EditingState.form_saved,
        reset_on_submit=False,
        class_name="claim-form",
        key=key,
    )


def _scores() -> rx.Component:
    head = rx.el.div(
        rx.el.h3("Big Five", class_name="fact-title"), rx.el.p("0 to 100; 50 is average. Empty leaves it open.", class_name="tiny muted")
    )
    rows = rx.el.ul(rx.foreach(EDITING.scores, _score), class_name="claim-rows")
    return rx.el.section(head, rx.el.div(rows, class_name="claim-cell"), class_name="fact")


def _score(score: rx.Var[ShownScore]) -> rx.Component:
    form = _form_of(
        score.key,
        rx.el.input(
            type="text",
            name="value",
            default_value=score.score,
            input_mode="numeric",
            max_length=3,
            class_name="input claim-score",
            aria_label=score.name + ", 0 to 100",
            aria_describedby="claim-problem",
            auto_focus=True,
        ),
    )
    press = rx.el.button(
        rx.el.span(score.name, class_name="claim-score-name"),
        rx.el.span(rx.cond(score.score != "", score.score, "open"), class_name="muted"),
        rx.icon("pencil", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="claim-press",
        on_click=EditingState.form_opened(score.key),
        disabled=PERSONA.is_archived,
        aria_label="Change " + score.name,
    )
    mine = rx.cond(score.is_mine, rx.el.span("yours", class_name="claim-mine"))
    return rx.el.li(rx.cond(EditingState.open_key == score.key, form, rx.el.div(press, mine, class_name="claim-row")), key=score.key)
