"""The shelf: all, the folders, the labels, the saved searches, the archive; and the form that gives something a name."""

import reflex as rx

from persona_app.web.components.parts import button, link
from persona_app.web.pages.studio.choosing import ChoosingState
from persona_app.web.pages.studio.shelf import ShelfState
from persona_app.web.pages.studio.state import StudioState
from persona_app.web.shown.asked import UNFILED
from persona_app.web.shown.studio import ShelfItem


def shelf() -> rx.Component:
    """Narrows the list; on a narrow screen it is one line that scrolls."""
    return rx.el.nav(
        _place("All", (StudioState.asked.folder_id == "") & ~StudioState.asked.is_archived, StudioState.folder_chosen("")),
        rx.foreach(ShelfState.folders, _folder),
        rx.cond(ShelfState.folders, _place("In no folder", StudioState.asked.folder_id == UNFILED, StudioState.folder_chosen(UNFILED))),
        _place("Archived", StudioState.asked.is_archived, StudioState.archived_shown(True)),
        _add("folder", "New folder"),
        naming("folder", "Name of the folder", "Make it"),
        rx.cond(ShelfState.labels, rx.el.h2("Labels", class_name="label studio-shelf-title")),
        rx.foreach(ShelfState.labels, _label),
        _add("label", "New label"),
        naming("label", "Name of the label", "Make it"),
        rx.cond(ShelfState.searches, rx.el.h2("Saved searches", class_name="label studio-shelf-title")),
        rx.foreach(ShelfState.searches, _search),
        class_name="rail studio-shelf",
        aria_label="Shelf",
    )


def naming(kind: str, label: str, verb: str) -> rx.Component:
    """The form for a name, while one of this kind is to be given."""
    form = rx.el.form(
        rx.el.input(
            name="shelf-name",
            class_name="input",
            aria_label=label,
            placeholder=label,
            max_length=60,
            auto_complete="off",
            auto_focus=True,
            required=True,
        ),
        button(verb, type="submit", tone="primary", is_small=True),
        button("Cancel", tone="quiet", is_small=True, on_click=ShelfState.add_asked("")),
        rx.cond(ShelfState.error != "", rx.el.p(ShelfState.error, role="alert", class_name="field-error")),
        on_submit=ShelfState.named,
        class_name="studio-naming",
    )
    return rx.cond(ShelfState.adding == kind, form)


def _add(kind: str, words: str) -> rx.Component:
    icon = rx.icon("plus", class_name="icon-small", aria_hidden="true")
    pressed = ShelfState.add_asked(kind)
    return rx.cond(
        (ShelfState.adding == kind) | (StudioState.found == 0) & ~StudioState.is_narrowed,
        rx.fragment(),
        rx.el.button(icon, words, type="button", class_name="rail-link studio-add", on_click=pressed),
    )


def _place(words: str | rx.Var[str], is_open: object, pressed: rx.event.EventType[()], *end: rx.Component) -> rx.Component:
    return rx.el.button(
        rx.el.span(words, class_name="truncate"),
        *end,
        type="button",
        class_name="rail-link",
        aria_pressed=rx.cond(is_open, "true", "false"),
        on_click=[pressed, ChoosingState.none_chosen],
    )


def _folder(one: rx.Var[ShelfItem]) -> rx.Component:
    return rx.el.div(
        _place(one.name, StudioState.asked.folder_id == one.id, StudioState.folder_chosen(one.id), _count(one)),
        key=one.id,
        class_name="studio-place",
    )


def _label(one: rx.Var[ShelfItem]) -> rx.Component:
    return rx.el.div(
        _place(one.name, StudioState.asked.label_id == one.id, StudioState.label_chosen(one.id), _count(one)),
        key=one.id,
        class_name="studio-place",
    )


def _search(one: rx.Var[ShelfItem]) -> rx.Component:
    taken = link(rx.el.span(one.name, class_name="truncate"), href=one.href, class_name="rail-link")
    gone = rx.el.button(
        rx.icon("x", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label="Forget the search " + one.name,
        on_click=ShelfState.removed("search", one.id),
    )
    return rx.el.div(taken, gone, key=one.id, class_name="studio-place has-end")


def _count(one: rx.Var[ShelfItem]) -> rx.Component:
    return rx.el.span(one.count, class_name="tiny")
