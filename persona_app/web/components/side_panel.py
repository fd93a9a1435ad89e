"""The panel at the right; on a phone a sheet at the lower edge.

It takes the focus when it opens and gives it back when it closes (`assets/js/persona.js`). A page has one.
"""

import reflex as rx

PANEL_ID = "evidence"


def side_panel(
    label: str, *content: rx.Component, is_open: rx.Var[bool], on_closed: rx.event.EventType[()], rest: rx.Component, is_blank: rx.Var[bool]
) -> rx.Component:
    """The panel.

    Args:
        label: what it is called, also by its closing button.
        content: what stands in it while it is open.
        rest: what stands in it while it is closed, where there is room; `is_blank`: nothing does.
    """
    return rx.el.aside(
        rx.cond(is_open, rx.fragment(_head(label, on_closed), *content), rest),
        id=PANEL_ID,
        tab_index=-1,
        aria_label=label,
        class_name=rx.cond(is_open, "aside evidence is-open", rx.cond(is_blank, "aside evidence is-blank", "aside evidence")),
    )


def panel_hint(label: str, *words: rx.Component | str) -> rx.Component:
    """What can be opened here."""
    return rx.el.div(rx.el.p(label, class_name="label"), rx.el.p(*words, class_name="small muted"), class_name="evidence-hint")


def sample_mark() -> rx.Component:
    """What a mark looks like, within a sentence about it."""
    return rx.el.span("1", class_name="evidence-mark is-sample", aria_hidden="true")


def _head(label: str, on_closed: rx.event.EventType[()]) -> rx.Component:
    close = rx.el.button(
        rx.icon("x", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label=f"Close the {label.lower()}",
        on_click=on_closed,
        custom_attrs={"data-evidence-close": ""},
    )
    return rx.el.div(rx.el.p(label, class_name="label"), close, class_name="evidence-head")
