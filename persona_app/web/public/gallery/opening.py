"""What the product is: in one line above the search for visitors, and whole while the gallery is empty."""

from markupsafe import Markup

from persona_app.web import routes
from persona_app.web.public.gallery.markup import element, join

PROMISE = "A persona you can check, line by line."
STEPS = (
    ("Give it what you have", "Paste a letter, drop a CV, add the address of an interview. Everything is kept as you gave it."),
    ("Read what it found", "A profile in plain words. Press any claim and its sentence opens, in its surroundings."),
    ("Let it grow", "Add more whenever you like. Each time a new version is written; no earlier one ever changes."),
)


def visitor() -> Markup:
    """One line for whoever has no account, and how to begin."""
    begin = element("a", "Make your own", href=routes.REGISTER)
    lead = element(
        "p", "AI personas whose every claim carries the words it came from. Read, like and copy them. ", begin, ".", class_="gallery-lead"
    )
    return element("header", element("h1", "Personas you can check, line by line"), lead, class_="gallery-opening")


def signed_in() -> Markup:
    """They know what this is."""
    return element("h1", "Gallery", class_="visually-hidden")


def bare(*, is_signed_in: bool) -> Markup:
    """Nobody has published anything: the product shows itself, and the next step."""
    return join(_opening(is_signed_in=is_signed_in), _steps(), _disagreement())


def _opening(*, is_signed_in: bool) -> Markup:
    lead = (
        "Persona Studio reads what is known about somebody and writes an AI persona from it. "
        "Every claim carries the words it came from. What nobody said stays unknown."
    )
    next_step = "This gallery is still empty: a persona that somebody publishes stands here. Yours can be the first."
    words = element(
        "div",
        element("h1", PROMISE),
        element("p", lead, class_="hero-lead"),
        element("div", *_actions(is_signed_in=is_signed_in), class_="row hero-actions"),
        element("p", next_step, class_="small muted"),
        class_="hero-words",
    )
    return element("section", words, _sample(), class_="hero")


def _actions(*, is_signed_in: bool) -> tuple[Markup, ...]:
    if is_signed_in:
        return (element("a", "Publish one of yours", href=routes.STUDIO, class_="button is-primary"),)
    register = element("a", "Create an account", href=routes.REGISTER, class_="button is-primary")
    return register, element("a", "Log in", href=routes.LOGIN, class_="button is-plain")


def _sample() -> Markup:
    """An example with an invented person: what a claim with its quote looks like in the studio."""
    mark = element("span", "1", class_="evidence-mark", aria_hidden="true")
    claim = element("p", "Winds every clock in the house on Sunday evenings", mark, class_="sample-claim")
    caption = element("figcaption", element("p", "Habits", class_="label"), claim)
    quoted = element("mark", "On Sundays, when the light went, Edda walked from room to room and wound the clocks")
    said = ("…she never let anyone help with the dishes. ", quoted, ", all eleven of them, and we children were allowed to carry the key.")
    quote = element("blockquote", element("p", *said), class_="sample-quote")
    source = element("p", "From “A letter to my cousin”, pasted · characters 412 to 498", class_="tiny muted")
    below = element("div", quote, source, class_="sample-source")
    return element("figure", caption, below, class_="sample", aria_label="An example of a claim and its source")


def _steps() -> Markup:
    items = (
        element("li", element("h2", title, class_="step-title"), element("p", text, class_="muted"), class_="step") for title, text in STEPS
    )
    return element("ol", *items, class_="steps")


def _disagreement() -> Markup:
    text = (
        "Then both stand there, side by side, with where each was said. You decide which holds, or that both do, "
        "and every later version keeps your word."
    )
    return element("section", element("h2", "Two sources disagree?"), element("p", text, class_="page-lead"), class_="promise")
