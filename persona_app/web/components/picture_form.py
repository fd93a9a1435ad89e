"""The picture of a persona: the one that is there, what it is rated, another one."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import post_form
from persona_app.web.components.parts import button, portrait
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.picture import PictureState

PERSONA = CurrentPersonaState.persona
PICTURE = PictureState.picture
DECLARATIONS = (("safe", "For everybody"), ("suggestive", "Suggestive"), ("explicit", "Explicit"))


def picture_form() -> rx.Component:
    """The whole of it."""
    face = rx.cond(
        PICTURE.source != "",
        rx.el.span(rx.el.img(src=PICTURE.source, alt="The picture of " + PERSONA.name), class_name="portrait is-large"),
        portrait(PERSONA.id, PERSONA.initial, size="large"),
    )
    said = rx.cond(
        PICTURE.source != "",
        rx.fragment(
            rx.el.p(PICTURE.words, class_name=rx.cond(PICTURE.needs_word, "small notice is-evidence", "small")),
            rx.el.p(PICTURE.extent, class_name="tiny muted"),
        ),
        rx.el.p("Until you give it a picture, it has this face, drawn from nothing but its id.", class_name="small muted"),
    )
    remove = rx.cond(PICTURE.source != "", button("Remove the picture", tone="quiet", is_small=True, on_click=PictureState.removed))
    words = rx.el.div(said, _declare(), rx.cond(~PERSONA.is_archived, _send()), remove, class_name="stack grow picture-words")
    return rx.el.section(
        rx.el.h2("Picture", class_name="part-title"),
        rx.el.div(face, words, class_name="publish-picture"),
        class_name="publish-part",
        aria_label="Picture",
        on_mount=PictureState.opened,
    )


def _declare() -> rx.Component:
    """Where nothing can judge it, its owner must."""
    ways = [button(title, is_small=True, on_click=PictureState.declared(value)) for value, title in DECLARATIONS]
    asked = rx.el.div(
        rx.el.p("For whom is this picture?", class_name="field-label"), rx.el.div(*ways, class_name="row"), class_name="field"
    )
    return rx.cond(PICTURE.needs_word, asked)


def _send() -> rx.Component:
    """The script owns what stands in `data-picture-problem`: nothing is rendered into it here."""
    file = rx.el.div(
        rx.el.label(rx.cond(PICTURE.source != "", "Another picture", "A picture"), html_for="picture", class_name="field-label"),
        rx.el.input(type="file", id="picture", name="picture", accept="image/png,image/jpeg,image/webp", required=True, class_name="input"),
        rx.el.p("PNG, JPEG or WebP. It is drawn anew: what a camera wrote into it is left out.", class_name="field-hint"),
        class_name="field",
    )
    declared = rx.el.div(
        rx.el.label("For whom it is", html_for="declared", class_name="field-label"),
        rx.el.select(
            rx.el.option("I don't say", value=""),
            *(rx.el.option(title, value=value) for value, title in DECLARATIONS),
            id="declared",
            name="declared",
            class_name="input",
        ),
        rx.el.p("Counts beside what the model's moderation finds, the stricter of the two.", class_name="field-hint"),
        class_name="field",
    )
    start, end = routes.SUBMIT_PICTURE.split("{persona_id}")
    return post_form(
        file,
        declared,
        rx.el.p(role="alert", class_name="field-error", custom_attrs={"data-picture-problem": ""}),
        rx.el.div(button("Use this picture", type="submit", custom_attrs={"data-picture-submit": ""}), class_name="row"),
        button("Show it", hidden=True, on_click=PictureState.opened, custom_attrs={"data-picture-made": ""}),
        action=start + PERSONA.id + end,
        has_files=True,
        custom_attrs={"data-picture-form": ""},
    )
