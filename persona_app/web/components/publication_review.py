"""What was derived for a publication, to be corrected and confirmed: headline, tags, rating, gender, age."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parts import button, skeleton_lines
from persona_app.web.shown.drafts import ShownChoice, ShownDraftTag, ShownFoundTag
from persona_app.web.states.publication_review import PublicationReviewState
from persona_app.web.states.publishing import PublishingState

STATE = PublicationReviewState
DRAFT = PublishingState.draft
LEAD = "This is what was found in it. Correct what is wrong; nothing is public yet."


def publication_review() -> rx.Component:
    """The whole of it; one form, sent by its button or by Enter in one of its fields."""
    form = rx.el.form(
        _headline(),
        _tags(),
        _rating(),
        _who(),
        rx.cond(STATE.failure != "", rx.el.p(STATE.failure, role="alert", class_name="field-error")),
        rx.el.div(_go(), class_name="publish-part"),
        on_submit=STATE.confirmed,
        reset_on_submit=False,
        class_name="publish-review",
    )
    head = rx.el.div(rx.el.h2(DRAFT.title, class_name="part-title"), rx.el.p(LEAD, class_name="small muted"), class_name="publish-part")
    whole = rx.el.section(head, form, aria_label="Review")
    return rx.cond(STATE.of_attempt == DRAFT.attempt_id, whole, skeleton_lines(6))


def _draft_of(name: str) -> dict[str, rx.Var[str]]:
    return {"data-draft": rx.Var.create(f"{name} of publication ").to(str) + DRAFT.attempt_id}


def _headline() -> rx.Component:
    return rx.el.div(
        field(
            "headline",
            "Headline",
            hint="One line below the name, at most 120 characters. The address is made of both.",
            default_value=DRAFT.headline,
            key=DRAFT.attempt_id,
            max_length=120,
            is_optional=True,
            auto_complete="off",
            error=STATE.headline_error,
            custom_attrs=_draft_of("headline"),
        ),
        rx.el.p(role="status", class_name="field-hint", custom_attrs={"data-draft-note": ""}),
        class_name="publish-part",
    )


def _tags() -> rx.Component:
    chosen = rx.el.ul(rx.foreach(STATE.tags, _tag), class_name="draft-tags", aria_label="Tags")
    none = rx.el.p("No tag. It is found by its words only.", class_name="small muted")
    dropped = rx.cond(DRAFT.dropped_words != "", rx.el.p(DRAFT.dropped_words, class_name="tiny muted"))
    return rx.el.div(
        rx.el.h3("Tags", class_name="field-label"),
        rx.cond(STATE.tags, chosen, none),
        dropped,
        _search(),
        class_name="publish-part",
        role="group",
        aria_label="Tags",
        custom_attrs={"data-picker": ""},
    )


def _tag(one: rx.Var[ShownDraftTag]) -> rx.Component:
    leave = rx.el.button(
        rx.icon("x", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="draft-tag-leave",
        aria_label="Take away " + one.name,
        on_click=STATE.tag_left(one.name),
    )
    words = rx.el.span(one.name, rx.el.span(one.words, class_name="draft-tag-words"))
    return rx.el.li(words, leave, class_name="draft-tag", key=one.name)


def _search() -> rx.Component:
    words = rx.debounce_input(
        rx.el.input(
            type="search",
            id="tag-search",
            value=STATE.query,
            on_change=STATE.searched,
            placeholder="Add a tag: a trade, a trait, an era…",
            class_name="input",
            aria_label="Search tags",
            auto_complete="off",
            max_length=60,
        ),
        debounce_timeout=150,
    )
    found = rx.el.ul(rx.foreach(STATE.found, _found), class_name="found-tags", aria_label="Found tags")
    none = rx.el.p("No tag of the list is called like that.", class_name="tiny muted", role="status")
    return rx.fragment(words, rx.cond(STATE.query != "", rx.cond(STATE.found, found, none)))


def _found(one: rx.Var[ShownFoundTag]) -> rx.Component:
    add = rx.el.button(
        rx.el.span(one.name, rx.cond(one.also != "", rx.el.span(one.also, class_name="tiny muted found-also"))),
        rx.el.span(one.category, class_name="tiny muted"),
        type="button",
        class_name="found-tag",
        aria_label="Add " + one.name,
        on_click=STATE.tag_added(one.name),
        custom_attrs={"data-pick": ""},
    )
    return rx.el.li(add, key=one.name)


def _rating() -> rx.Component:
    passage = rx.cond(
        DRAFT.rating_passage != "",
        rx.el.figure(
            rx.el.blockquote(rx.el.mark(DRAFT.rating_passage), class_name="quote-words"),
            rx.el.figcaption("The passage that decided", class_name="tiny muted"),
            class_name="publish-passage",
        ),
    )
    choices = rx.el.fieldset(
        rx.el.legend("Rating", class_name="field-label"),
        rx.foreach(DRAFT.ratings, lambda one: _choice("rating", one, STATE.rating, STATE.rating_chosen)),
        rx.el.p(DRAFT.rating_words, class_name="field-hint"),
        class_name="options",
    )
    return rx.el.div(choices, passage, class_name="publish-part")


def _choice(name: str, one: rx.Var[ShownChoice], chosen: rx.Var[str], on_change: rx.event.EventType[str]) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=one.value,
            default_checked=chosen == one.value,
            disabled=one.is_off,
            on_change=on_change(one.value),
        ),
        rx.el.span(rx.el.span(one.title, class_name="option-title"), rx.el.span(one.words, class_name="option-words")),
        class_name=rx.cond(one.is_off, "option is-off", "option"),
        key=one.value,
    )


def _who() -> rx.Component:
    gender = rx.el.div(
        rx.el.label("Gender", html_for="gender", class_name="field-label"),
        rx.el.select(
            rx.foreach(DRAFT.genders, lambda one: rx.el.option(one.title, value=one.value, key=one.value)),
            id="gender",
            value=STATE.gender,
            on_change=STATE.gender_chosen,
            class_name="input",
        ),
        class_name="field",
    )
    age = field(
        "age",
        "Age",
        hint="In years; left empty, it is unknown.",
        default_value=DRAFT.age,
        key=DRAFT.attempt_id + "-age",
        input_mode="numeric",
        max_length=3,
        is_optional=True,
        auto_complete="off",
        error=STATE.age_error,
        custom_attrs=_draft_of("age"),
    )
    return rx.el.div(gender, age, class_name="publish-part publish-who")


def _go() -> rx.Component:
    return rx.el.div(
        button(DRAFT.confirm_label, type="submit", tone="primary"),
        button("Discard this draft", tone="quiet", on_click=STATE.declined),
        class_name="row publish-go",
    )
