"""The persona's name, its archive, and its end."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parts import button
from persona_app.web.components.persona_frame import persona_frame, persona_head
from persona_app.web.pages.persona_settings.state import SettingsState
from persona_app.web.states.current_persona import CurrentPersonaState

PERSONA = CurrentPersonaState.persona


def view() -> rx.Component:
    """The page."""
    return persona_frame("settings", persona_head("Settings"), _name(), _derive(), _archive(), _delete())


def _name() -> rx.Component:
    form = rx.el.form(
        field(
            "name",
            "Name",
            default_value=PERSONA.name,
            key=PERSONA.id,
            max_length=200,
            auto_complete="off",
            error=SettingsState.name_error,
            custom_attrs={"data-draft": "name of " + PERSONA.id},
        ),
        rx.el.p(role="status", class_name="field-hint", custom_attrs={"data-draft-note": ""}),
        button("Save the name", type="submit", tone="primary"),
        on_submit=SettingsState.renamed,
    )
    return rx.el.section(rx.el.h2("Name", class_name="part-title"), form, class_name="settings-part")


def _derive() -> rx.Component:
    words = "A persona of its own that begins with this one's profile. What happens to either later changes nothing in the other."
    form = rx.el.form(
        field(
            "child",
            "Name of the new persona",
            hint="Left empty, it is named after this one.",
            is_optional=True,
            max_length=200,
            auto_complete="off",
            error=SettingsState.derive_error,
        ),
        button("Derive a persona", type="submit"),
        on_submit=SettingsState.derive_clicked,
    )
    return rx.el.section(
        rx.el.h2("Derive", class_name="part-title"), rx.el.p(words, class_name="small muted"), form, class_name="settings-part"
    )


def _archive() -> rx.Component:
    text = rx.cond(
        PERSONA.is_archived,
        "It is in the archive: out of your list, and nothing can be added. Nothing is lost.",
        "Out of your list, with everything kept. You can take it out again at any time.",
    )
    action = rx.cond(
        PERSONA.is_archived,
        button("Restore from the archive", on_click=SettingsState.restore_clicked),
        button("Archive this persona", on_click=SettingsState.archive_clicked),
    )
    return rx.el.section(
        rx.el.h2("Archive", class_name="part-title"),
        rx.el.p(text, class_name="small muted"),
        _withdraws("Archiving withdraws it: nobody else sees it any more, and its address answers that it is gone."),
        action,
        class_name="settings-part",
        aria_label="Archive",
    )


def _delete() -> rx.Component:
    words = rx.el.p(
        "Its ",
        PERSONA.data_words,
        ", its versions, decisions and builds go with it, for good. Only the trail keeps that it was there.",
        class_name="small muted",
    )
    form = rx.el.form(
        field(
            "confirmation", "Type its name to delete it", placeholder=PERSONA.name, auto_complete="off", error=SettingsState.delete_error
        ),
        button("Delete this persona for good", type="submit", tone="danger"),
        on_submit=SettingsState.delete_confirmed,
    )
    withdraws = _withdraws("It is public: its page, its address, its picture and its likes go too.")
    return rx.el.section(
        rx.el.h2("Delete", class_name="part-title"), words, withdraws, form, class_name="settings-part", aria_label="Delete"
    )


def _withdraws(words: str) -> rx.Component:
    """What this means for a persona that others can see."""
    return rx.cond(SettingsState.is_public, rx.el.p(words, class_name="small notice is-evidence"))
