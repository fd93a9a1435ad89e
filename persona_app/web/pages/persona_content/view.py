"""The editor, with whose content it is above it."""

import reflex as rx

from persona_app.web.components.editor import content_editor
from persona_app.web.components.persona_frame import persona_frame, persona_head
from persona_app.web.pages.persona_content.state import ContentState
from persona_app.web.states.current_persona import CurrentPersonaState

PERSONA = CurrentPersonaState.persona


def view() -> rx.Component:
    """The page."""
    editor = content_editor(
        persona_id=PERSONA.id, newest=PERSONA.version_count, is_archived=PERSONA.is_archived, on_saved=ContentState.saved, key=PERSONA.id
    )
    head = persona_head("Content", lead="What an assistant is given to speak as this person, in Markdown.")
    return persona_frame("content", head, editor, on_build_ended=ContentState.build_ended)
