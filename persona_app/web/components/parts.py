"""Small shared parts: buttons, links, tags, notices, empty states, skeletons, times."""

from typing import Literal

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from persona_app.web.routes import PICTURE, PORTRAIT, USE

Tone = Literal["plain", "primary", "danger", "quiet"]
Text = str | rx.Var[str]


def button(label: Text, *icons: rx.Component, tone: Tone = "plain", is_small: bool = False, **props: object) -> rx.Component:
    """A button that says what happens; `type="submit"` makes it send its form."""
    return rx.el.button(*icons, label, class_name=_button_class(tone, is_small), **{"type": "button", **props})


def link(*content: rx.Component | Text, href: Text, **props: object) -> rx.Component:
    """A link to another page of ours, opened without loading everything again."""
    return ReactRouterLink.create(*content, to=href, **props)


def button_link(label: Text, href: Text, *, tone: Tone = "plain", is_small: bool = False, **props: object) -> rx.Component:
    """A link that looks like a button."""
    return link(label, href=href, class_name=_button_class(tone, is_small), **props)


def tag(label: Text, *, kind: Literal["plain", "live", "failure"] = "plain") -> rx.Component:
    """A word in a pill; `live` breathes."""
    return rx.el.span(label, class_name=f"tag is-{kind}")


def notice(*content: rx.Component | Text, kind: Literal["plain", "failure", "evidence"] = "plain") -> rx.Component:
    """A sentence that concerns what stands beside it."""
    return rx.el.div(*content, class_name=f"notice is-{kind}", role="alert" if kind == "failure" else "note")


def empty_state(title: Text, text: Text, action: rx.Component) -> rx.Component:
    """Says why nothing is here and teaches the next step, with one action."""
    return rx.el.section(rx.el.h2(title, class_name="empty-title"), rx.el.p(text, class_name="empty-text"), action, class_name="empty")


def skeleton_lines(count: int = 3) -> rx.Component:
    """The place of text that is on its way."""
    bones = [
        rx.el.span(class_name="bone is-title"),
        *(rx.el.span(class_name="bone") for _ in range(count)),
        rx.el.span(class_name="bone is-half"),
    ]
    return rx.el.div(*bones, class_name="stack", aria_busy="true", aria_label="Loading", role="status")


def loaded(is_loaded: rx.Var[bool], content: rx.Component, *, skeleton: rx.Component | None = None) -> rx.Component:
    """The content once it is there, a skeleton before."""
    return rx.cond(is_loaded, content, skeleton if skeleton is not None else skeleton_lines())


def time(iso: Text) -> rx.Component:
    """A moment (ISO 8601, with offset), in words of the reader's own time: `assets/js/page.js` fills it in and keeps it fresh."""
    return rx.el.time(iso, date_time=iso, class_name="time", custom_attrs={"data-time": ""}, suppress_hydration_warning=True)


def portrait(persona_id: Text, initial: Text, *, picture: Text = "", size: Literal["small", "normal", "large"] = "normal") -> rx.Component:
    """The picture of a persona (`picture` is its SHA-256), else its generated face. Decorative: the name stands beside it."""
    start, end = PORTRAIT.split("{persona_id}")
    face = start + rx.Var.create(persona_id).to(str) + end + "?initial=" + rx.Var.create(initial).to(str)
    before, after = PICTURE.format(sha256="\0", size="small" if size == "small" else "medium").split("\0")
    sha256 = rx.Var.create(picture).to(str)
    source = rx.cond(sha256 != "", before + sha256 + after, face)
    return rx.el.span(rx.el.img(src=source, alt="", loading="lazy", width="64", height="64"), class_name=f"portrait is-{size}")


def copy_button(text: Text, *, label: str = "Copy") -> rx.Component:
    """Copies a text to the clipboard and says so; `assets/js/page.js` listens on the document."""
    return rx.el.button(label, type="button", class_name=_button_class("plain", True), custom_attrs={"data-copy": text})


def copy_prompt_button(text: Text, persona_id: Text, *, label: str = "Copy") -> rx.Component:
    """The same for a persona's content: each press counts as a use of it (`assets/js/studio.js`)."""
    start, end = USE.split("{persona_id}")
    counted = start + rx.Var.create(persona_id).to(str) + end
    return rx.el.button(
        label, type="button", class_name=_button_class("plain", True), custom_attrs={"data-copy": text, "data-use": counted}
    )


def _button_class(tone: Tone, is_small: bool) -> str:
    return f"button is-{tone}" + (" is-small" if is_small else "")
