"""My personas: a shelf, a search, and a list of faces and names, of which many can be chosen at once."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.forms import post_form
from persona_app.web.components.layout import page_head, shell
from persona_app.web.components.parts import button, button_link, empty_state, link, portrait, tag, time
from persona_app.web.pages.studio.choosing import ChoosingState
from persona_app.web.pages.studio.shelf import ShelfState
from persona_app.web.pages.studio.shelf_view import naming, shelf
from persona_app.web.pages.studio.state import StudioState
from persona_app.web.shown.asked import UNFILED
from persona_app.web.shown.studio import Card, ShelfItem, ShownGoing

ORDERS = (("used", "Last used"), ("name", "Name"), ("newest", "Newest"), ("changed", "Last changed"), ("most_used", "Most used"))
IS_BARE = StudioState.is_loaded & (StudioState.found == 0) & ~StudioState.is_narrowed & ~StudioState.asked.is_archived
"""Is there nobody yet? Then nothing is offered but making the first."""
OPEN = (StudioState.asked.folder_id != "") & (StudioState.asked.folder_id != UNFILED) | (StudioState.asked.label_id != "")
"""Is one folder or one label looked at?"""


def view() -> rx.Component:
    """The page."""
    tools = rx.fragment(_tools(), _head())
    listed = rx.el.section(
        rx.cond(IS_BARE, rx.fragment(), tools), _going(), _list(), _chosen(), class_name="studio-list", aria_label="Personas"
    )
    return shell(
        page_head(
            "Your personas",
            button_link("Templates", routes.TEMPLATES),
            button_link("Imports", routes.IMPORTS),
            button_link("New persona", routes.NEW_PERSONA, tone="primary"),
        ),
        rx.el.div(shelf(), listed, class_name="with-rail studio", custom_attrs={"data-place": StudioState.place}),
        current=routes.STUDIO,
    )


def _tools() -> rx.Component:
    box = rx.debounce_input(
        rx.el.input(
            type="search",
            id="studio-search",
            key=StudioState.box_number,
            value=StudioState.box,
            on_change=[StudioState.searched, ChoosingState.none_chosen],
            placeholder="Search names, notes and contents",
            class_name="input",
            aria_label="Search your personas",
            auto_complete="off",
            max_length=400,
            custom_attrs={"aria-keyshortcuts": "/"},
        ),
        debounce_timeout=180,
    )
    order = rx.el.select(
        *(rx.el.option(words, value=value) for value, words in ORDERS),
        value=StudioState.asked.order,
        on_change=StudioState.sort_chosen,
        class_name="input",
        aria_label="Order",
    )
    return rx.el.div(box, order, role="search", class_name="studio-tools")


def _head() -> rx.Component:
    """How many there are, and what can be done with the list itself."""
    of_all = rx.el.label(
        rx.el.input(
            type="checkbox",
            aria_label="Choose all shown",
            checked=(ChoosingState.ids.length() > 0) & (ChoosingState.ids.length() >= StudioState.cards.length()),
            on_change=lambda _: ChoosingState.shown_chosen(),
        ),
        class_name="studio-box",
    )
    said = rx.el.p(StudioState.found_in_words, role="status", class_name="small muted grow")
    own = rx.cond(OPEN, button("Rename", tone="quiet", is_small=True, on_click=ShelfState.add_asked("rename")))
    gone = rx.cond(OPEN, button("Delete", tone="quiet", is_small=True, on_click=_remove()))
    narrowed = rx.cond(
        StudioState.is_narrowed,
        rx.fragment(
            button("Save this search", tone="quiet", is_small=True, on_click=ShelfState.add_asked("search")),
            button("Show all", tone="quiet", is_small=True, on_click=[StudioState.cleared, ChoosingState.none_chosen]),
        ),
    )
    row = rx.el.div(rx.cond(StudioState.cards, of_all), said, own, gone, narrowed, class_name="studio-head")
    forms = (
        naming("search", "Name of the search", "Save"),
        naming("rename", "Its new name", "Rename"),
    )
    return rx.fragment(rx.cond(StudioState.is_loaded, row), *forms)


def _remove() -> rx.event.EventCallback:
    is_label = StudioState.asked.label_id != ""
    return ShelfState.removed(
        rx.cond(is_label, "label", "folder"), rx.cond(is_label, StudioState.asked.label_id, StudioState.asked.folder_id)
    )


def _going() -> rx.Component:
    """What can still be kept. The seconds are counted by `assets/js/studio.js`, which presses the hidden button when they are over."""
    over = rx.el.button(
        "Show what is left",
        type="button",
        class_name="visually-hidden",
        tab_index=-1,
        aria_hidden="true",
        on_click=ChoosingState.time_over,
        custom_attrs={"data-time-over": ""},
    )
    return rx.el.div(rx.foreach(ChoosingState.going, _one_going), over, class_name="studio-going", aria_live="polite")


def _one_going(one: rx.Var[ShownGoing]) -> rx.Component:
    words = rx.el.p(one.words, rx.el.span(custom_attrs={"data-due": one.due_at}, aria_hidden="true"), class_name="grow")
    keep = button("Keep them", is_small=True, on_click=ChoosingState.kept(one.batch_id))
    return rx.el.div(words, keep, class_name="notice is-evidence studio-notice", key=one.batch_id)


def _list() -> rx.Component:
    more = rx.el.div(button("Show more", on_click=StudioState.more_wanted), class_name="more")
    rows = rx.el.ul(rx.foreach(StudioState.cards, _card), class_name="studio-rows", aria_label="Personas")
    there = rx.fragment(rows, rx.cond(StudioState.next_cursor != "", more))
    return rx.cond(StudioState.is_loaded, rx.cond(StudioState.cards, there, _nothing()), _bones())


def _card(card: rx.Var[Card]) -> rx.Component:
    facts = rx.el.p(
        rx.cond(card.version, rx.el.span(card.version)),
        rx.cond(card.activity, rx.cond(card.is_live, tag(card.activity, kind="live"), tag(card.activity))),
        rx.cond(card.visible != "", _visible(card)),
        rx.cond(card.source != "", rx.el.span(card.source)),
        rx.cond(card.data != "", rx.el.span(card.data)),
        rx.cond(
            card.folder != "",
            rx.el.span(rx.icon("folder", class_name="icon-small", aria_hidden="true"), card.folder, class_name="persona-visible"),
        ),
        rx.foreach(card.labels, lambda name: tag(name, kind="plain")),
        class_name="persona-facts",
    )
    when = rx.el.p(
        rx.cond(card.used != "", rx.fragment(rx.el.span(card.used), rx.el.span("used ", time(card.used_at)))),
        rx.cond(card.used == "", rx.el.span("changed ", time(card.changed_at))),
        class_name="studio-when",
    )
    summary = rx.cond(
        card.failure != "", rx.el.p(card.failure, class_name="persona-failure"), rx.el.p(card.summary, class_name="persona-summary")
    )
    name = rx.el.h2(card.name, rx.cond(card.called != "", rx.el.span(card.called, class_name="studio-called")), class_name="persona-name")
    words = rx.el.div(name, summary, facts, class_name="grow")
    is_chosen = ChoosingState.ids.contains(card.id) | ChoosingState.is_all
    box = rx.el.label(
        rx.el.input(
            type="checkbox", aria_label="Choose " + card.name, checked=is_chosen, on_change=lambda _: ChoosingState.toggled(card.id)
        ),
        class_name="studio-box",
    )
    going = rx.cond(card.is_going, tag("Going", kind="failure"))
    return rx.el.li(
        box,
        link(portrait(card.id, card.initial, picture=card.picture, size="small"), words, href=card.href, class_name="persona-card"),
        rx.el.div(going, when, class_name="studio-side"),
        class_name=rx.cond(card.is_going, "studio-row is-going", rx.cond(is_chosen, "studio-row is-chosen", "studio-row")),
        key=card.id,
    )


def _visible(card: rx.Var[Card]) -> rx.Component:
    """A quiet mark: others can see it."""
    icon = rx.cond(
        card.visible == "Public",
        rx.icon("globe", class_name="icon-small", aria_hidden="true"),
        rx.icon("link", class_name="icon-small", aria_hidden="true"),
    )
    return rx.el.span(icon, card.visible, class_name="persona-visible")


def _chosen() -> rx.Component:
    """What can be done to those chosen, at the foot of the window while anybody is."""
    shown, found, chosen = StudioState.cards.length(), StudioState.found, ChoosingState.ids.length()
    is_part = ~ChoosingState.is_all & ((found > chosen) | StudioState.is_more_found) & (chosen >= shown)
    words = rx.cond(StudioState.is_more_found, "Choose all found", "Choose all " + found.to_string() + " found")
    all_found = button(words, tone="quiet", is_small=True, on_click=ChoosingState.all_chosen)
    said = rx.el.div(
        rx.el.p(ChoosingState.chosen_in_words, role="status", class_name="studio-count"),
        rx.cond(is_part, all_found),
        button("Choose nobody", tone="quiet", is_small=True, on_click=ChoosingState.none_chosen),
        class_name="row",
    )
    bar = rx.el.div(
        _name_label(),
        _name_folder(),
        rx.el.div(said, _actions(), class_name="row is-apart"),
        class_name="studio-bar",
        role="region",
        aria_label="Those chosen",
    )
    return rx.cond(ChoosingState.ids, bar)


def _actions() -> rx.Component:
    archive = rx.cond(
        StudioState.asked.is_archived,
        button("Restore", is_small=True, on_click=ChoosingState.archive_clicked(False)),
        button("Archive", is_small=True, on_click=ChoosingState.archive_clicked(True)),
    )
    export = rx.el.form(
        rx.foreach(ChoosingState.ids, lambda one: rx.el.input(type="hidden", name="id", value=one, key=one)),
        rx.el.input(type="hidden", name="search", value=ChoosingState.asked),
        button("Export", type="submit", is_small=True),
    )
    return rx.el.div(
        button("Label", is_small=True, aria_expanded=(ChoosingState.asking == "label"), on_click=ChoosingState.name_asked("label")),
        button("Move", is_small=True, aria_expanded=(ChoosingState.asking == "folder"), on_click=ChoosingState.name_asked("folder")),
        archive,
        _as_post(export),
        button("Delete", tone="danger", is_small=True, on_click=ChoosingState.delete_clicked),
        class_name="row",
    )


def _as_post(form: rx.Component) -> rx.Component:
    """Posted by the browser itself, so that it takes the file and stays on the page."""
    return post_form(*form.children, action=routes.EXPORT_MANY)


def _name_label() -> rx.Component:
    names = rx.el.datalist(rx.foreach(ShelfState.labels, lambda one: rx.el.option(value=one.name, key=one.id)), id="own-labels")
    form = rx.el.form(
        rx.el.input(
            name="label-name",
            class_name="input",
            list="own-labels",
            aria_label="Label",
            placeholder="A label, old or new",
            max_length=60,
            auto_complete="off",
            auto_focus=True,
            required=True,
        ),
        names,
        button("Put it on", type="submit", tone="primary", is_small=True),
        button("Cancel", tone="quiet", is_small=True, on_click=ChoosingState.name_asked("")),
        on_submit=ChoosingState.label_put,
        class_name="studio-naming",
    )
    off = rx.el.div(rx.foreach(ShelfState.labels, _take_off), class_name="row studio-off", role="group", aria_label="Take a label off")
    return rx.cond(ChoosingState.asking == "label", rx.el.div(form, _error(), rx.cond(ShelfState.labels, off)))


def _take_off(one: rx.Var[ShelfItem]) -> rx.Component:
    icon = rx.icon("x", class_name="icon-small", aria_hidden="true")
    pressed = ChoosingState.label_taken({"label-name": one.name})
    return rx.el.button(
        one.name, icon, type="button", key=one.id, class_name="tag studio-off-one", aria_label="Take off " + one.name, on_click=pressed
    )


def _name_folder() -> rx.Component:
    names = rx.el.datalist(rx.foreach(ShelfState.folders, lambda one: rx.el.option(value=one.name, key=one.id)), id="own-folders")
    form = rx.el.form(
        rx.el.input(
            name="folder-name",
            class_name="input",
            list="own-folders",
            aria_label="Folder",
            placeholder="A folder, old or new; empty: none",
            max_length=60,
            auto_complete="off",
            auto_focus=True,
        ),
        names,
        button("Move there", type="submit", tone="primary", is_small=True),
        button("Cancel", tone="quiet", is_small=True, on_click=ChoosingState.name_asked("")),
        on_submit=ChoosingState.moved,
        class_name="studio-naming",
    )
    return rx.cond(ChoosingState.asking == "folder", rx.el.div(form, _error()))


def _error() -> rx.Component:
    return rx.cond(ChoosingState.error != "", rx.el.p(ChoosingState.error, role="alert", class_name="field-error"))


def _nothing() -> rx.Component:
    none_yet = empty_state(
        "Nobody here yet",
        "Paste a letter, drop a CV or add the address of an interview. A minute later you can read who it is about, claim by claim.",
        button_link("Make your first persona", routes.NEW_PERSONA, tone="primary"),
    )
    none_archived = empty_state(
        "Nothing is archived",
        "A persona that you archive waits here with everything it has, until you restore or delete it.",
        button("Back to those at work", on_click=StudioState.archived_shown(False)),
    )
    none_found = empty_state(
        "Nobody is found",
        "No persona has all of this: names, notes, the newest contents and metadata were looked through.",
        button("Show all", on_click=StudioState.cleared),
    )
    return rx.cond(StudioState.is_narrowed, none_found, rx.cond(StudioState.asked.is_archived, none_archived, none_yet))


def _bones() -> rx.Component:
    row = rx.el.div(
        rx.el.span(class_name="bone is-round"),
        rx.el.div(*(rx.el.span(class_name=f"bone {size}") for size in ("is-half", "", "is-short")), class_name="stack is-tight grow"),
        class_name="persona-card",
    )
    return rx.el.div(*(row for _ in range(6)), role="status", aria_label="Loading your personas", aria_busy="true")
