"""The region where sentences appear that no field can show."""

import reflex as rx

from persona_app.web.states.toasts import Toast, ToastState


def toasts() -> rx.Component:
    """The live region. It is always in the page: screen readers watch only regions that were there before."""
    return rx.el.div(rx.foreach(ToastState.toasts, _toast), class_name="toasts", role="status", aria_live="polite", id="toasts")


def _toast(toast: rx.Var[Toast]) -> rx.Component:
    return rx.el.div(
        rx.el.p(toast.sentence),
        rx.el.button(
            rx.icon("x", class_name="icon-small", aria_hidden="true"),
            type="button",
            aria_label="Dismiss",
            class_name="icon-button",
            on_click=ToastState.dismissed(toast.id),
        ),
        class_name=rx.cond(toast.is_failure, "toast is-failure", "toast is-notice"),
        key=toast.id,
    )
