"""The persona's name, its archive, and its end."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import PostForm, field
from persona_app.web.components.parts import button, button_link
from persona_app.web.components.persona_frame import persona_frame, persona_head
from persona_app.web.pages.persona_settings.details_view import details, metadata
from persona_app.web.pages.persona_settings.state import SettingsState
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.limits import LimitsState

PERSONA = CurrentPersonaState.persona
FORMATS = (
    ("character-card-png", "Character card in a picture (PNG)"),
    ("character-card-v3", "Character card V3 (JSON)"),
    ("character-card-v2", "Character card V2 (JSON)"),
    ("character-card-v1", "Character card V1 (JSON)"),
    ("charx", "CHARX"),
    ("elizaos", "ElizaOS"),
    ("tinytroupe", "TinyTroupe"),
    ("modelfile", "Ollama Modelfile"),
    ("letta", "Letta agent file"),
    ("markdown", "Markdown with front matter"),
    ("agents-md", "AGENTS.md"),
    ("json", "Everything, to import it here again"),
)


def view() -> rx.Component:
    """The page."""
    noted = (_name(), details(), metadata())
    return persona_frame("settings", persona_head("Settings"), *noted, _derive(), _lineage(), _export(), _archive(), _delete())


def _name() -> rx.Component:
    form = rx.el.form(
        field(
            "name",
            "Name",
            default_value=PERSONA.name,
            key=PERSONA.id,
            max_length=LimitsState.most_name,
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
    words = "A persona of its own that begins as this one, and follows it: what you change here later is proposed there, field by field."
    form = rx.el.form(
        field(
            "child",
            "Name of the new persona",
            hint="Left empty, it is named after this one.",
            is_optional=True,
            max_length=LimitsState.most_name,
            auto_complete="off",
            error=SettingsState.derive_error,
        ),
        button("Derive a persona", type="submit"),
        on_submit=SettingsState.derive_clicked,
    )
    return rx.el.section(
        rx.el.h2("Derive", class_name="part-title"), rx.el.p(words, class_name="small muted"), form, class_name="settings-part"
    )


def _lineage() -> rx.Component:
    """What it follows, and what others may begin with."""
    parent = button_link(rx.cond(PERSONA.has_parent, "Look at its parent", "Choose a parent"), f"{routes.STUDIO}/" + PERSONA.id + "/parent")
    template = rx.cond(PERSONA.version_count > 0, button_link("Make a template of it", routes.template_of("") + PERSONA.id))
    return rx.el.section(
        rx.el.h2("Parent and template", class_name="part-title"),
        rx.el.p(
            "It can follow another persona, field by field; and its content can be a starting point for others.", class_name="small muted"
        ),
        rx.el.div(parent, template, class_name="row"),
        class_name="settings-part",
    )


def _export() -> rx.Component:
    """A plain form: the browser takes the file, and stays on the page."""
    words = "The newest version, with what it carries for other programs. What a format has no place for stays here."
    select = rx.el.select(*(rx.el.option(label, value=value) for value, label in FORMATS), id="format", name="format", class_name="input")
    start, end = routes.EXPORT.split("{persona_id}")
    form = PostForm.create(
        rx.el.div(rx.el.label("Format", html_for="format", class_name="field-label"), select, class_name="field"),
        button("Export", type="submit"),
        action=start + PERSONA.id + end,
        method="get",
    )
    return rx.el.section(
        rx.el.h2("Export", class_name="part-title"), rx.el.p(words, class_name="small muted"), form, class_name="settings-part"
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
