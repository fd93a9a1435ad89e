"""Fields with a label, a hint and a sentence for what is wrong with them."""

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from persona_app.web.components.parts import Text


class PostForm(BaseHTML):
    """A form that the browser itself posts, with or without scripts. `rx.el.form` always prevents that."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]


def post_form(*content: rx.Component, action: Text, has_files: bool = False, **props: object) -> rx.Component:
    """Posted to an endpoint of ours."""
    encoding = "multipart/form-data" if has_files else "application/x-www-form-urlencoded"
    return PostForm.create(*content, action=action, method="post", enc_type=encoding, **props)


def field(name: str, label: str, *, hint: str = "", error: Text = "", is_optional: bool = False, **props: object) -> rx.Component:
    """A labelled input. `error` is announced and tied to the input; `props` go to the input."""
    return _labelled(name, label, hint, error, is_optional, rx.el.input(**_input_props(name, hint, error, is_optional), **props))


def text_area(name: str, label: str, *, hint: str = "", error: Text = "", is_optional: bool = False, **props: object) -> rx.Component:
    """A labelled text area."""
    return _labelled(name, label, hint, error, is_optional, rx.el.textarea(**_input_props(name, hint, error, is_optional), **props))


def check(name: str, label: Text, **props: object) -> rx.Component:
    """A checkbox with its label."""
    return rx.el.label(rx.el.input(type="checkbox", name=name, **props), label, class_name="check")


def _labelled(name: str, label: str, hint: str, error: Text, is_optional: bool, control: rx.Component) -> rx.Component:
    optional = rx.el.span(" (optional)", class_name="field-optional") if is_optional else rx.fragment()
    return rx.el.div(
        rx.el.label(label, optional, html_for=name, class_name="field-label"),
        control,
        rx.el.p(hint, id=f"{name}-hint", class_name="field-hint") if hint else rx.fragment(),
        rx.cond(error, rx.el.p(error, id=f"{name}-error", role="alert", class_name="field-error")),
        class_name="field",
    )


def _input_props(name: str, hint: str, error: Text, is_optional: bool) -> dict[str, object]:
    described = f"{name}-hint {name}-error" if hint else f"{name}-error"
    return {
        "id": name,
        "name": name,
        "required": not is_optional,
        "class_name": "input",
        "aria_describedby": described,
        "aria_invalid": rx.cond(error, "true", "false"),
    }
