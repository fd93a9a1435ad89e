"""What each character gave, and the search for more."""

import reflex as rx

from persona_app.web.components.character_picker import character_card, character_picker, choice
from persona_app.web.components.parts import button, time
from persona_app.web.components.persona_frame import inner_link, persona_frame, persona_head
from persona_app.web.pages.persona_characters.state import CharactersState
from persona_app.web.shown.characters import ShownContribution, ShownEnrichment
from persona_app.web.states.chosen_characters import ChosenCharactersState
from persona_app.web.states.current_persona import CurrentPersonaState

PERSONA = CurrentPersonaState.persona
SPLIT = ChosenCharactersState.split
LEAD = (
    "Film characters lend a persona their thoughts. Choose some: 500 of their lines are read, up to 50 thoughts are found in them, each"
    " tied to the lines it rests on, and a new version is built."
)


def view() -> rx.Component:
    """The page."""
    body = rx.fragment(persona_head("Characters", lead=LEAD), _contributions(), rx.cond(~PERSONA.is_archived, _more()))
    return persona_frame("characters", body, aside=character_card(), on_build_ended=CharactersState.build_ended)


def _more() -> rx.Component:
    read = button(SPLIT.label, tone="primary", on_click=CharactersState.read_clicked, custom_attrs={"data-starts-run": ""})
    heading = rx.cond(CharactersState.enrichments, "Add characters", "Choose characters")
    return rx.el.section(
        rx.el.h2(heading, class_name="part-title part-head"), character_picker(), choice(action=read), class_name="part", aria_label="Add"
    )


def _contributions() -> rx.Component:
    items = rx.el.ol(rx.foreach(CharactersState.enrichments, _enrichment), class_name="lines", aria_label="What was read")
    return rx.cond(CharactersState.enrichments, items)


def _enrichment(one: rx.Var[ShownEnrichment]) -> rx.Component:
    facts = rx.el.p(rx.foreach(one.facts, lambda fact: rx.el.span(fact, key=fact)), rx.el.span(time(one.at)), class_name="provenance")
    head = rx.el.div(
        rx.el.h2(one.title, class_name="run-title"),
        rx.cond(one.href != "", inner_link("Read the thoughts", to=one.href, class_name="small")),
        class_name="row is-apart",
    )
    bar = rx.el.div(
        rx.foreach(one.characters, lambda each: rx.el.span(class_name="split-part", style={"flexGrow": each.weight}, key=each.id)),
        class_name="split-bar is-thin",
        aria_hidden="true",
    )
    who = rx.el.ul(rx.foreach(one.characters, _contribution), class_name="shares")
    note = rx.cond(one.note != "", rx.el.p(one.note, class_name="small muted"))
    return rx.el.li(head, facts, bar, who, note, class_name="run-entry", key=one.id)


def _contribution(one: rx.Var[ShownContribution]) -> rx.Component:
    name = rx.cond(
        one.href != "",
        inner_link(one.name, to=one.href, class_name="share-name"),
        rx.el.span(one.name, class_name="share-name"),
    )
    who = rx.el.span(name, rx.el.span(one.film, class_name="share-film"), class_name="share-who")
    return rx.el.li(who, rx.el.span(one.words, class_name="share-words"), class_name="share", key=one.id)
