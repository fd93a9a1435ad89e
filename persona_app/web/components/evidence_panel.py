"""The words behind the claim that was pressed. At the right; on a phone a sheet at the lower edge."""

import reflex as rx

from persona_app.web.components.parts import time
from persona_app.web.components.persona_frame import inner_link
from persona_app.web.shown.evidence import ShownQuote
from persona_app.web.states.evidence import EvidenceState
from persona_app.web.states.shown_version import ShownVersionState


def evidence_panel() -> rx.Component:
    """The panel; it takes the focus when it opens and gives it back when it closes (`assets/js/persona.js`)."""
    return rx.el.aside(
        rx.cond(EvidenceState.claim_id != "", _open(), _hint()),
        id="evidence",
        tab_index=-1,
        aria_label="Evidence",
        class_name=rx.cond(
            EvidenceState.claim_id != "",
            "aside evidence is-open",
            rx.cond(ShownVersionState.status == "here", "aside evidence", "aside evidence is-blank"),
        ),
    )


def quote(shown: rx.Var[ShownQuote]) -> rx.Component:
    """One quote, marked in its surroundings, and where it stands."""
    words = rx.el.blockquote(shown.before, rx.el.mark(shown.quote), shown.after, class_name="quote-words")
    where = rx.el.p(
        inner_link(shown.data.title, to=shown.href, class_name="quote-title"),
        rx.el.span(shown.data.kind, " · ", time(shown.data.created_at), class_name="tiny muted"),
        rx.cond(shown.data.origin != "", rx.el.span(shown.data.origin, class_name="tiny muted truncate")),
        rx.el.span("Text ", shown.data.number, ", ", shown.place, class_name="tiny muted"),
        class_name="quote-where",
    )
    return rx.el.figure(words, rx.el.figcaption(where), class_name="quote", key=shown.key)


def _open() -> rx.Component:
    close = rx.el.button(
        rx.icon("x", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label="Close the evidence",
        on_click=EvidenceState.closed,
        custom_attrs={"data-evidence-close": ""},
    )
    head = rx.el.div(rx.el.p("Evidence", class_name="label"), close, class_name="evidence-head")
    also = rx.cond(EvidenceState.also != "", rx.el.p("Also put as: ", EvidenceState.also, class_name="small muted"))
    return rx.fragment(
        head,
        rx.el.h2(EvidenceState.claim, class_name="evidence-claim"),
        rx.el.p(EvidenceState.summary, class_name="tiny muted"),
        also,
        rx.el.div(rx.foreach(EvidenceState.quotes, quote), class_name="quotes"),
    )


def _hint() -> rx.Component:
    return rx.el.div(
        rx.el.p("Evidence", class_name="label"),
        rx.el.p(
            "Press a claim, or its ",
            rx.el.span("1", class_name="evidence-mark is-sample", aria_hidden="true"),
            " mark, to read the words it rests on, where they stand.",
            class_name="small muted",
        ),
        class_name="evidence-hint",
    )
