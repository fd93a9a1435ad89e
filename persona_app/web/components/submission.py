"""The form that takes texts, files and addresses: for a new persona, and for more data of one that is there.

It posts to our endpoints, never through the socket. `assets/js/submit.js` makes it comfortable (dropping anywhere, chips,
progress, drafts); without scripts the browser posts it as it stands. The script owns what stands in `data-chips`, `data-offer`
and `data-status`: nothing is ever rendered into them here.
"""

import reflex as rx

from persona_app.web.components.forms import field, post_form
from persona_app.web.components.parts import Text, button
from persona_app.web.states.limits import LimitsState


class Ready(rx.Fragment):
    """Tells `assets/js/submit.js` that React has taken the form over, so that a draft may be put back into it."""

    def add_imports(self) -> dict[str, str]:
        """The hook's import."""
        return {"react": "useEffect"}

    def add_hooks(self) -> list[str]:
        """Run once the form is on the page."""
        told = 'document.documentElement.dataset.formReady = "yes"; document.dispatchEvent(new Event("persona:form-ready"));'
        return [f"useEffect(() => {{ {told} }}, [])"]


PLACEHOLDER = "Paste what you have: a letter, an interview, a biography. Or drop texts, files and links anywhere on this page."
ACCEPTED = ".txt,.text,.md,.markdown,.html,.htm,.pdf,.docx,.csv,.tsv,.json,text/*"


def submission_form(action: Text, *, label: Text, has_name: bool = False) -> rx.Component:
    """The form.

    Args:
        action: the endpoint, from `routes`.
        label: what the button says.
        has_name: also ask for the persona's name.
    """
    name = field(
        "name",
        "Name",
        hint="Left empty, the name comes from what you give.",
        is_optional=True,
        max_length=LimitsState.most_name,
        auto_complete="off",
    )
    return post_form(
        Ready.create(),
        _paste(),
        _doors(),
        rx.el.ul(class_name="chips", aria_label="What you are giving", custom_attrs={"data-chips": ""}),
        *((name,) if has_name else ()),
        rx.el.div(role="alert", class_name="submission-problem", custom_attrs={"data-problem": ""}),
        rx.el.div(
            button(label, tone="primary", type="submit", custom_attrs={"data-submit": ""}),
            rx.el.p(role="status", aria_live="polite", class_name="small muted", custom_attrs={"data-status": ""}),
            class_name="row",
        ),
        action=action,
        has_files=True,
        class_name="stack submission",
        custom_attrs={"data-submission": "", "data-most-bytes": LimitsState.most_bytes, "data-most-count": LimitsState.most_count},
    )


def _paste() -> rx.Component:
    return rx.el.div(
        rx.el.label("Text", html_for="text", class_name="visually-hidden"),
        rx.el.textarea(
            id="text",
            name="text",
            class_name="input paste",
            placeholder=PLACEHOLDER,
            spell_check=False,
        ),
        rx.el.p(role="alert", class_name="field-error", custom_attrs={"data-text-problem": ""}),
        rx.el.div(class_name="offer", role="status", custom_attrs={"data-offer": ""}),
        class_name="field",
    )


def _doors() -> rx.Component:
    files = rx.el.label(
        rx.icon("paperclip", class_name="icon-small", aria_hidden="true"),
        "Choose files",
        rx.el.input(type="file", name="files", multiple=True, accept=ACCEPTED, class_name="file-input", custom_attrs={"data-files": ""}),
        class_name="button file-button",
    )
    address = rx.el.div(
        rx.el.label("Web address", html_for="urls", class_name="visually-hidden"),
        rx.el.input(
            id="urls",
            name="urls",
            type="text",
            input_mode="url",
            placeholder="https://example.org/about",
            auto_complete="off",
            auto_capitalize="none",
            spell_check=False,
            class_name="input",
            custom_attrs={"data-address": ""},
        ),
        rx.el.button("Add address", type="button", class_name="button", custom_attrs={"data-add-address": ""}),
        class_name="address",
    )
    kinds = rx.el.p(
        "Text, Markdown, HTML, PDF, DOCX, CSV and JSON. At most ", LimitsState.most_count, " at once, ", LimitsState.most_size, " each.",
        class_name="tiny muted",
    )  # fmt: skip
    return rx.el.div(files, address, kinds, class_name="doors")
