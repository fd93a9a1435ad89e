"""What every page of a persona stands in: the rail, the run's progress, and the calm page for a persona that is not there."""

from typing import Literal, NamedTuple

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from persona_app.web import routes
from persona_app.web.components.layout import shell
from persona_app.web.components.parts import button_link, empty_state, notice, portrait, skeleton_lines
from persona_app.web.components.progress import progress
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.job_progress import JobProgressState

Section = Literal["profile", "content", "data", "characters", "thoughts", "versions", "parent", "publish", "activity", "settings"]
PERSONA = CurrentPersonaState.persona


class _Link(NamedTuple):
    section: Section
    title: str
    path: str
    icon: str
    tally: rx.Var[int] | None = None
    is_shown: rx.Var[bool] | None = None


LINKS = (
    _Link("profile", "Profile", "", "user-round"),
    _Link("content", "Content", "/content", "file-pen-line"),
    _Link("data", "Data", "/data", "files", PERSONA.data_count),
    _Link("characters", "Characters", "/characters", "clapperboard"),
    _Link("thoughts", "Thoughts", "/thoughts", "message-circle"),
    _Link("versions", "Versions", "/versions", "history", PERSONA.version_count),
    _Link("parent", "Parent", "/parent", "git-fork", is_shown=PERSONA.has_parent),
    _Link("publish", "Publish", "/publish", "globe"),
    _Link("activity", "Activity", "/activity", "activity"),
    _Link("settings", "Settings", "/settings", "settings-2"),
)


def inner_link(*content: rx.Component | str | rx.Var[str], to: str | rx.Var[str], **props: object) -> rx.Component:
    """A link to another page of this site that keeps the page's shell and its socket."""
    return ReactRouterLink.create(*content, to=to, **props)


def download_link(label: str, href: rx.Var[str], *, tone: Literal["plain", "quiet"] = "plain", **props: object) -> rx.Component:
    """A file of ours: the browser fetches it, and the page stays."""
    return inner_link(label, to=href, reload_document=True, download=True, class_name=f"button is-{tone} is-small", **props)


def persona_frame(
    section: Section, *content: rx.Component, aside: rx.Component | None = None, on_build_ended: rx.event.EventType[()] | None = None
) -> rx.Component:
    """A whole page of a persona.

    Args:
        section: which link of the rail is the present one.
        content: begins with one `h1`.
        aside: stands at the right (below on a phone).
        on_build_ended: reads the page's own things anew when a build has ended well.
    """
    ended = (
        rx.cond(JobProgressState.ended != "", rx.el.span(key=JobProgressState.ended, on_mount=on_build_ended))
        if on_build_ended
        else rx.fragment()
    )
    middle = rx.el.div(
        progress(), ended, _archived(), rx.cond(CurrentPersonaState.status == "here", rx.fragment(*content), _loading()), class_name="grow"
    )
    asides = () if aside is None else (aside,)
    frame = rx.el.div(
        _rail(section), middle, *asides, class_name="with-rail persona-frame has-aside" if asides else "with-rail persona-frame"
    )
    return shell(rx.cond(CurrentPersonaState.status == "missing", _missing(), frame), current=routes.STUDIO)


def persona_head(title: str, *actions: rx.Component, lead: str | rx.Var[str] = "") -> rx.Component:
    """The heading of a section: whose it is, small, above what it is."""
    face = portrait(PERSONA.id, PERSONA.initial, picture=PERSONA.picture, size="small")
    whose = inner_link(face, PERSONA.name, to=_to(""), class_name="whose")
    of = rx.el.div(whose, rx.el.span(source(), class_name="tiny muted"), class_name="whose-line")
    text = rx.el.div(of, rx.el.h1(title), rx.el.p(lead, class_name="page-lead"))
    return rx.el.header(text, rx.el.div(*actions, class_name="row"), class_name="page-head")


def source() -> rx.Component:
    """How the persona came to be; a child's parent is one press away."""
    parent = CurrentPersonaState.parent
    return rx.cond(parent.href != "", rx.fragment("Derived from ", inner_link(parent.name, to=parent.href)), rx.fragment(PERSONA.source))


def _to(path: str) -> rx.Var[str]:
    return f"{routes.STUDIO}/" + PERSONA.id + path


def _rail(section: Section) -> rx.Component:
    links = [
        link if each.is_shown is None or each.section == section else rx.cond(each.is_shown, link)
        for each in LINKS
        for link in [_rail_link(each, section)]
    ]
    return rx.el.nav(*links, class_name="rail", aria_label="Persona")


def _rail_link(link: _Link, section: Section) -> rx.Component:
    """Leads somewhere once it is known whose rail it is: before, it would lead to no persona."""
    said = (
        rx.el.span(rx.icon(link.icon, class_name="icon-small", aria_hidden="true"), link.title, class_name="rail-title"),
        rx.el.span(link.tally, class_name="tiny muted") if link.tally is not None else rx.fragment(),
    )
    place = {"class_name": "rail-link", **({"aria_current": "page"} if link.section == section else {})}
    return rx.cond(PERSONA.id != "", inner_link(*said, to=_to(link.path), **place), rx.el.span(*said, **place))


def _archived() -> rx.Component:
    settings = inner_link("Restore it in its settings", to=_to("/settings"))
    return rx.cond(
        PERSONA.is_archived,
        rx.el.div(notice("This persona is archived: nothing can be added or built. ", settings, "."), class_name="frame-note"),
    )


def _loading() -> rx.Component:
    return rx.el.div(rx.el.h1("Loading", class_name="visually-hidden"), skeleton_lines(4), skeleton_lines(6), class_name="stack is-loose")


def _missing() -> rx.Component:
    return rx.el.div(
        rx.el.h1("There is no persona here", class_name="visually-hidden"),
        empty_state(
            "There is no persona here",
            "Perhaps it was deleted, or it belongs to another account. Your own are in your studio.",
            button_link("Go to your studio", routes.STUDIO, tone="primary"),
        ),
    )
