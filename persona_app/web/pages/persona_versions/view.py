"""A time line of versions; any one opens whole, with its evidence."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.claims import profile
from persona_app.web.components.evidence_panel import evidence_panel
from persona_app.web.components.parts import button, empty_state, loaded, skeleton_lines
from persona_app.web.components.persona_frame import download_link, inner_link, persona_frame, persona_head
from persona_app.web.components.version_parts import content, extractive_tag, provenance, version_facts
from persona_app.web.pages.persona_versions.blame import BLAME, blame
from persona_app.web.pages.persona_versions.comparison import COMPARISON, comparison
from persona_app.web.pages.persona_versions.labels import labels
from persona_app.web.pages.persona_versions.list_state import VersionListState
from persona_app.web.pages.persona_versions.state import VersionsState
from persona_app.web.pages.persona_versions.tools import chosen_bar, version_tools
from persona_app.web.shown.versions import ShownVersion
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState
from persona_app.web.states.shown_version import ShownVersionState

PERSONA = CurrentPersonaState.persona
VERSION = ShownVersionState.version


def view() -> rx.Component:
    """The page."""
    body = rx.cond(VersionsState.number > 0, _one(), _list())
    aside = rx.cond(VersionsState.number > 0, _beside_one(), _beside_list())
    return persona_frame("versions", body, aside=aside, on_build_ended=VersionsState.build_ended)


def _beside_one() -> rx.Component:
    """The evidence, where claims can be pressed; what is compared or blamed takes its room."""
    is_read = (COMPARISON.before == 0) & (BLAME.number == 0)
    return rx.cond(is_read, evidence_panel(), rx.el.span(class_name="aside-rest"))


def _beside_list() -> rx.Component:
    return rx.cond(VersionListState.items, rx.el.aside(labels(), class_name="version-aside"), rx.el.span(class_name="aside-rest"))


def _build() -> rx.Component:
    is_off = JobProgressState.run.is_live | PERSONA.is_archived
    return button("Build again", on_click=JobProgressState.build_clicked, disabled=is_off)


def _list() -> rx.Component:
    head = persona_head("Versions", _build(), lead="Each build and each edit appends one. None of them ever changes.")
    items = rx.el.ol(rx.foreach(VersionListState.items, _item), class_name="timeline", aria_label="Versions")
    more = rx.cond(
        VersionListState.next_cursor != "", rx.el.div(button("Load more", on_click=VersionsState.more_wanted), class_name="more-row")
    )
    none = empty_state("No version yet", "The first one appears here when the first build is done.", rx.fragment())
    whole = rx.cond(VersionListState.items, rx.fragment(chosen_bar(), items, more), none)
    return rx.fragment(head, loaded(VersionListState.is_loaded, whole))


def _item(version: rx.Var[ShownVersion]) -> rx.Component:
    title = rx.el.span(
        version.title,
        rx.el.span(version.semantic, class_name="mono tiny muted semantic", title="Semantic version"),
        rx.cond(version.number == PERSONA.version_count, rx.el.span("newest", class_name="tag")),
        rx.foreach(version.labels, lambda label: rx.el.span(label, class_name="tag is-label")),
        class_name="entry-title row",
    )
    link = inner_link(
        title,
        rx.cond(version.summary != "", rx.el.span(version.summary, class_name="small")),
        to=version.href,
        class_name="entry entry-stacked",
    )
    facts = rx.el.div(
        rx.el.p(rx.el.span(version.origin), extractive_tag(version), class_name="provenance"),
        version_facts(version),
        class_name="entry-facts",
    )
    files = rx.el.div(
        download_link("Download .md", version.markdown_href, tone="quiet", aria_label="Download .md of " + version.title),
        download_link("Profile .json", version.json_href, tone="quiet", aria_label="Profile .json of " + version.title),
        rx.cond(PERSONA.version_count > 1, _choice(version)),
        class_name="row entry-files",
    )
    return rx.el.li(rx.el.div(link, facts, class_name="grow"), files, class_name="timeline-item", key=version.number)


def _choice(version: rx.Var[ShownVersion]) -> rx.Component:
    is_chosen = VersionsState.chosen.contains(version.number)
    return button(
        "Compare",
        tone="quiet",
        is_small=True,
        on_click=VersionsState.version_chosen(version.number),
        aria_pressed=rx.cond(is_chosen, "true", "false"),
        aria_label="Compare " + version.title,
    )


def _one() -> rx.Component:
    told = rx.cond(VERSION.summary != "", rx.el.p(VERSION.summary, class_name="profile-summary"))
    known = rx.fragment(told, rx.cond(BLAME.number > 0, blame(), rx.fragment(profile(), content())), provenance())
    whole = rx.fragment(rx.cond(COMPARISON.before > 0, comparison(), known), rx.el.div(labels(), class_name="part"))
    body = rx.match(ShownVersionState.status, ("here", whole), ("missing", _gone()), skeleton_lines(6))
    back = inner_link("← All versions", to=f"{routes.STUDIO}/" + PERSONA.id + "/versions", class_name="button is-quiet is-small back")
    marks = rx.el.span(
        rx.el.span(VERSION.semantic, class_name="mono tiny muted semantic", title="Semantic version"),
        rx.foreach(
            VersionListState.labels,
            lambda label: rx.cond(label.number == VERSION.number, rx.el.span(label.name, class_name="tag is-label")),
        ),
        class_name="row",
    )
    title = rx.el.div(rx.el.h1("Version ", VersionsState.number), marks, class_name="row")
    older = rx.cond(
        (VERSION.number > 0) & (VERSION.number < PERSONA.version_count),
        rx.el.p("An earlier version; the newest is ", PERSONA.version_count, ".", class_name="page-lead"),
    )
    head = rx.el.header(rx.el.div(title, older), extractive_tag(VERSION), class_name="page-head")
    return rx.fragment(back, head, rx.cond(ShownVersionState.status == "here", version_tools()), body)


def _gone() -> rx.Component:
    return empty_state("There is no such version", "Versions are numbered from 1.", rx.fragment())
