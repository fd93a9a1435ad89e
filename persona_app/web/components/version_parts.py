"""Where a version comes from, its content, and its files."""

import reflex as rx

from persona_app.web.components.parts import copy_prompt_button, tag, time
from persona_app.web.components.persona_frame import download_link
from persona_app.web.shown.versions import ShownVersion
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.shown_version import ShownVersionState

VERSION = ShownVersionState.version


def extractive_tag(version: rx.Var[ShownVersion]) -> rx.Component:
    """Says that the offline engine wrote it: words found in the texts, nothing thought up."""
    return rx.cond(
        version.is_extractive, rx.el.span(tag("extractive"), title="Made by the offline engine: it only takes what the texts say.")
    )


def version_facts(version: rx.Var[ShownVersion]) -> rx.Component:
    """One line of provenance."""
    parts = (version.engine, version.basis, version.tokens, version.cost, version.took)
    return rx.el.p(
        *(rx.el.span(part) for part in parts),
        rx.cond(version.dropped != "", rx.el.span(version.dropped)),
        rx.el.span("by ", version.author),
        rx.el.span(time(version.created_at)),
        class_name="provenance",
    )


def content() -> rx.Component:
    """The Markdown content, rendered, with copy and downloads."""
    actions = rx.el.div(
        copy_prompt_button(ShownVersionState.content, CurrentPersonaState.persona.id),
        download_link("Download .md", VERSION.markdown_href),
        download_link("Profile .json", VERSION.json_href),
        class_name="row",
    )
    head = rx.el.div(rx.el.h2("Content", class_name="part-title"), actions, class_name="row is-apart part-head")
    note = rx.el.p("What an assistant is given to speak as this person.", class_name="small muted")
    return rx.el.section(
        head, note, rx.el.div(rx.html(ShownVersionState.content_html), class_name="content-sheet"), class_name="part", aria_label="Content"
    )


def provenance() -> rx.Component:
    """Everything that is recorded about how the version was made."""
    facts: tuple[tuple[str, object], ...] = (
        ("Version", rx.el.span(VERSION.number, " · ", time(VERSION.created_at))),
        ("Engine", rx.el.span(VERSION.engine, " ", extractive_tag(VERSION))),
        ("Made", VERSION.basis),
        ("Used", rx.el.span(VERSION.tokens, ", ", VERSION.cost, ", ", VERSION.took)),
        ("Prompts", rx.el.span(VERSION.prompt_version, class_name="mono tiny")),
        ("SHA-256", rx.el.span(VERSION.sha256, class_name="mono tiny hash")),
    )
    rows = [rx.el.div(rx.el.dt(name), rx.el.dd(value), class_name="prov-row") for name, value in facts]
    dropped = rx.cond(VERSION.dropped != "", rx.el.div(rx.el.dt("Left out"), rx.el.dd(VERSION.dropped), class_name="prov-row"))
    return rx.el.section(
        rx.el.h2("Where it comes from", class_name="part-title"),
        rx.el.dl(*rows, dropped, class_name="prov"),
        class_name="part",
        aria_label="Provenance",
    )
