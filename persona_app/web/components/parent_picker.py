"""Choosing one of one's own personas to follow: a search, and those it found, of whom one can be marked."""

import reflex as rx

from persona_app.web.components.parts import button, portrait
from persona_app.web.shown.candidates import ShownCandidate
from persona_app.web.states.parent_choice import ParentChoiceState

CHOICE = ParentChoiceState
IS_NOBODY = (CHOICE.query == "") & (CHOICE.items.length() == 0)
"""Is there none of one's own that could be followed?"""


def is_for(child: str | rx.Var[str]) -> rx.Var[bool]:
    """Are those listed who can be followed by this persona? Before, what is typed would be lost when they come; empty: a new one."""
    return CHOICE.is_loaded & (CHOICE.child == child)


def parent_search() -> rx.Component:
    """Stands outside the form, so that Enter sends nothing; `assets/js/picker.js` lets the arrow keys go to the first that was found."""
    box = rx.el.input(
        type="search",
        id="parent-search",
        key=CHOICE.child,
        default_value=CHOICE.query,
        on_change=lambda words: CHOICE.searched(words).debounce(200),
        placeholder="Search names, notes and contents",
        class_name="input",
        aria_label="Search your personas",
        auto_complete="off",
        spell_check=False,
        max_length=400,
    )
    said = rx.el.p(CHOICE.found_in_words, role="status", class_name="small muted")
    return rx.el.div(box, said, role="search", class_name="stack is-tight")


def parent_rows(*, is_required: bool = False) -> rx.Component:
    """Those that were found, as fields of a form that gets the id as `parent`."""
    more = rx.cond(CHOICE.next_cursor != "", rx.el.div(button("Show more", on_click=CHOICE.more_wanted), class_name="more-row"))
    rows = rx.el.fieldset(
        rx.el.legend("One of yours", class_name="visually-hidden"),
        rx.foreach(CHOICE.items, lambda one: _row(one, is_required=is_required)),
        more,
        class_name="lines parents",
    )
    return rx.cond(CHOICE.items, rows)


def _row(one: rx.Var[ShownCandidate], *, is_required: bool) -> rx.Component:
    words = rx.el.span(
        rx.el.span(one.name, rx.cond(one.called != "", rx.el.span(one.called, class_name="studio-called")), class_name="pick-name"),
        rx.el.span(one.summary, class_name="pick-film truncate"),
        class_name="pick-words",
    )
    return rx.el.label(
        rx.el.input(type="radio", name="parent", value=one.id, required=is_required, custom_attrs={"data-pick": ""}),
        portrait(one.id, one.initial, picture=one.picture, size="small"),
        words,
        rx.el.span(one.version, class_name="pick-lines"),
        class_name="parent",
        key=one.id,
    )
