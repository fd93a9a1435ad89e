"""The editor of a Markdown content: CodeMirror 6, wrapped as a component. Its own code is in `assets/editor`.

It asks our endpoints for the text, for previews and to save (docs/decisions/0005), and keeps drafts in the browser (docs/decisions/0026).
CodeMirror stands in a shadow root: there it hands its styles over as objects, which the content policy lets pass, and never as text.
"""

import reflex as rx

VERSIONS = {
    "@codemirror/commands": "6.11.1",
    "@codemirror/lang-markdown": "6.5.2",
    "@codemirror/language": "6.13.1",
    "@codemirror/search": "6.7.2",
    "@codemirror/state": "6.7.6",
    "@codemirror/view": "6.43.15",
    "@lezer/highlight": "1.2.5",
}


class ContentEditor(rx.Component):
    """Writes the content of one persona."""

    library = "$/public/editor/editor.jsx"
    tag = "ContentEditor"
    lib_dependencies: list[str] = [f"{name}@{version}" for name, version in VERSIONS.items()]

    persona_id: rx.Var[str]
    newest: rx.Var[int]
    """How many versions there are: the number of the newest."""
    is_archived: rx.Var[bool]
    on_saved: rx.EventHandler[rx.event.no_args_event_spec]  # type: ignore[type-arg]


content_editor = ContentEditor.create
