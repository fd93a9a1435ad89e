"""Before a publication: what visitors would see, what is missing, what cannot be changed afterwards, and what is chosen."""

import reflex as rx

from persona_app.web.components.parts import button, skeleton_lines
from persona_app.web.shown.preflight import ShownChange, ShownQuoted, ShownVersionChoice
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.preflight import PreflightState
from persona_app.web.states.publishing import PublishingState

STATE = PreflightState
SHOWN = PreflightState.shown
CONSENT = (
    "By going on you say that you have the right to show this to others, and that it exposes no real person against their will. "
    "Nothing is public before you confirm what the next step proposes."
)


def preflight() -> rx.Component:
    """The whole of it; the browser keeps what is ticked, so a slow network does not untick it."""
    whole = rx.fragment(_choices(), _missing(), _changes(), _preview(), _fixed(), _go())
    return rx.cond(STATE.is_loaded & (STATE.of == PublishingState.of_persona), whole, skeleton_lines(6))


def _choices() -> rx.Component:
    version = rx.el.select(
        rx.foreach(SHOWN.versions, _version),
        id="version",
        value=STATE.version,
        on_change=STATE.version_chosen,
        class_name="input",
    )
    which = rx.el.div(rx.el.label("Version", html_for="version", class_name="field-label"), version, class_name="field publish-version")
    return rx.el.section(
        rx.el.h2("What goes out", class_name="part-title"), which, _visibility(), _quotes(), class_name="publish-part", aria_label="Choices"
    )


def _version(one: rx.Var[ShownVersionChoice]) -> rx.Component:
    return rx.el.option(one.label, value=one.number, key=one.number)


def option(name: str, value: str, title: str | rx.Var[str], words: str, *, is_chosen: rx.Var[bool], **props: object) -> rx.Component:
    """One of some that exclude each other, with a sentence on what it means."""
    radio = rx.el.input(type="radio", name=name, value=value, default_checked=is_chosen, **props)
    return rx.el.label(
        radio, rx.el.span(rx.el.span(title, class_name="option-title"), rx.el.span(words, class_name="option-words")), class_name="option"
    )


def _visibility() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("Who finds it", class_name="field-label"),
        option(
            "visibility",
            "public",
            "Public",
            "In the gallery, in searches, and for everybody who has the address.",
            is_chosen=STATE.visibility == "public",
            on_change=STATE.visibility_chosen("public"),
        ),
        option(
            "visibility",
            "unlisted",
            "Unlisted",
            "Only for those who have the address. In no list, and search engines are asked to leave it out.",
            is_chosen=STATE.visibility == "unlisted",
            on_change=STATE.visibility_chosen("unlisted"),
        ),
        class_name="options",
    )


def _quotes() -> rx.Component:
    some = rx.el.details(
        rx.el.summary("Look at some of them", class_name="small"),
        rx.el.ul(rx.foreach(SHOWN.quotes, _quoted), class_name="quoted", aria_label="Quotes"),
    )
    box = rx.el.label(
        rx.el.input(type="checkbox", name="shows_quotes", default_checked=STATE.shows_quotes, on_change=STATE.quotes_chosen),
        rx.el.span(
            rx.el.span("Show the quotes behind the claims", class_name="option-title"),
            rx.el.span(SHOWN.quote_words, class_name="option-words"),
        ),
        class_name="option",
    )
    return rx.cond(SHOWN.quote_count > 0, rx.el.div(box, some, class_name="options"))


def _quoted(one: rx.Var[ShownQuoted]) -> rx.Component:
    claim = rx.el.span(one.claim, ", from ", one.source, class_name="tiny muted")
    return rx.el.li(rx.el.mark(one.words), claim, key=one.key)


def _missing() -> rx.Component:
    items = rx.el.ul(rx.foreach(SHOWN.missing, lambda words: rx.el.li(words, key=words)), class_name="hints is-missing")
    return rx.cond(
        SHOWN.missing,
        rx.el.section(rx.el.h2("What is missing", class_name="part-title"), items, class_name="publish-part", aria_label="What is missing"),
    )


def _changes() -> rx.Component:
    """What a replacement changes, against what visitors see now."""
    items = rx.el.dl(rx.foreach(STATE.changes, _change), class_name="changes")
    hidden, same = "It is hidden, so visitors see nothing of it now.", "Visitors would see nothing new: the two say the same."
    none = rx.el.p(rx.cond(PublishingState.publication.is_hidden, hidden, same), class_name="small muted")
    address = rx.el.label(
        rx.el.input(type="checkbox", name="new_slug", default_checked=STATE.new_slug, on_change=STATE.new_address_chosen),
        rx.el.span(
            rx.el.span("Give it a new address", class_name="option-title"),
            rx.el.span("Made of its new headline. The old address leads to it from then on.", class_name="option-words"),
        ),
        class_name="option",
    )
    part = rx.el.section(
        rx.el.h2("What changes for visitors", class_name="part-title"),
        rx.cond(STATE.changes, items, none),
        address,
        class_name="publish-part",
        aria_label="What changes",
    )
    return rx.cond(PublishingState.is_replacing, part)


def _change(one: rx.Var[ShownChange]) -> rx.Component:
    gone = rx.foreach(one.removed, lambda text: rx.el.li(rx.el.del_(text), key=text))
    come = rx.foreach(one.added, lambda text: rx.el.li(rx.el.ins(text), key=text))
    return rx.el.div(rx.el.dt(one.field), rx.el.dd(rx.el.ul(gone, come)), class_name="change", key=one.field)


def _preview() -> rx.Component:
    note = rx.el.p("Exactly this, with the tags, the rating and the headline that the next step finds.", class_name="small muted")
    return rx.el.section(
        rx.el.h2("What visitors will see", class_name="part-title"),
        note,
        rx.el.div(rx.html(STATE.preview), class_name="publish-preview", tab_index=0, role="region", aria_label="Preview"),
        class_name="publish-part",
        aria_label="What visitors will see",
    )


def _fixed() -> rx.Component:
    items = rx.el.ul(rx.foreach(SHOWN.unchangeable, lambda words: rx.el.li(words, key=words)), class_name="hints")
    return rx.el.section(
        rx.el.h2("What stays as it is while it is public", class_name="part-title"),
        items,
        class_name="publish-part",
        aria_label="What stays",
    )


def _go() -> rx.Component:
    is_off = CurrentPersonaState.persona.is_archived
    go = button(STATE.go_label, tone="primary", on_click=STATE.prepare_clicked, disabled=is_off)
    keep = rx.cond(PublishingState.is_replacing, button("Keep what is public", tone="quiet", on_click=PublishingState.replace_declined))
    at_once = rx.cond(
        PublishingState.can_publish_now,
        button("Publish at once (development)", on_click=STATE.publish_now_clicked, disabled=is_off),
    )
    return rx.el.section(
        rx.el.p(CONSENT, class_name="small publish-consent"),
        rx.el.div(go, keep, at_once, class_name="row"),
        class_name="publish-part publish-go",
        aria_label="Consent",
    )
