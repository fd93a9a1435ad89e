"""Choosing film characters: the search, what it found, one of them looked at, and the choice with the split of its lines."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.parts import button, empty_state, link, skeleton_lines, tag
from persona_app.web.components.side_panel import panel_hint, side_panel
from persona_app.web.shown.characters import ShownCard, ShownCharacter, ShownPartner, ShownShare
from persona_app.web.states.character_card import CharacterCardState
from persona_app.web.states.character_search import CharacterSearchState
from persona_app.web.states.chosen_characters import ChosenCharactersState
from persona_app.web.states.identity import IdentityState

SEARCH = CharacterSearchState
CHOSEN = ChosenCharactersState
CARD = CharacterCardState.card
SPLIT = ChosenCharactersState.split


def character_picker() -> rx.Component:
    """The search and what it found. `assets/js/picker.js` lets the arrow keys go from one to the next."""
    found = rx.cond(SEARCH.is_loaded, rx.cond(SEARCH.is_empty, _no_corpus(), rx.fragment(_search(), _found())), skeleton_lines(6))
    return rx.el.div(found, class_name="picker", custom_attrs={"data-picker": ""})


def character_card() -> rx.Component:
    """Who somebody is, at the right."""
    hint = panel_hint("Character", "Look at a character to see the film, whom they talk with, and some of their lines.")
    return side_panel(
        "Character", _card(CARD), is_open=CARD.id != "", on_closed=CharacterCardState.closed, rest=hint, is_blank=SEARCH.is_empty
    )


def choice(*more: rx.Component, action: rx.Component) -> rx.Component:
    """Who was chosen and how the lines are shared out; it stays at the lower edge. `more` stands above the action."""
    clear = button("Start over", tone="quiet", is_small=True, on_click=CHOSEN.cleared)
    numbers = rx.cond(SPLIT.has_numbers, "split-bar has-numbers", "split-bar")
    bar = rx.el.div(rx.foreach(SPLIT.shares, _part), class_name=numbers, aria_hidden="true")
    shares = rx.el.ul(rx.foreach(SPLIT.shares, _share), class_name="shares", aria_label="Chosen")
    foot = rx.el.div(*more, rx.el.div(action, clear, class_name="row"), class_name="choice-foot")
    said = rx.el.p(SPLIT.sentence, role="status", class_name="small choice-sentence")
    return rx.cond(CHOSEN.ids, rx.el.section(bar, said, shares, foot, class_name="choice", aria_label="Your choice"))


def _search() -> rx.Component:
    words = rx.debounce_input(
        rx.el.input(
            type="search",
            id="character-search",
            value=SEARCH.query,
            on_change=SEARCH.searched,
            placeholder="A name or a film",
            class_name="input",
            aria_label="Search characters and films",
            auto_complete="off",
            spell_check=False,
            max_length=200,
        ),
        debounce_timeout=200,
    )
    genre = rx.el.select(
        rx.el.option("Any genre", value=""),
        rx.foreach(SEARCH.genres, lambda one: rx.el.option(one, value=one, key=one)),
        value=SEARCH.genre,
        on_change=SEARCH.genre_chosen,
        class_name="input",
        aria_label="Genre",
    )
    year = rx.debounce_input(
        rx.el.input(
            type="text",
            input_mode="numeric",
            value=SEARCH.year,
            on_change=SEARCH.year_typed,
            placeholder="Any year",
            class_name="input",
            aria_label="Year",
            auto_complete="off",
            max_length=4,
        ),
        debounce_timeout=250,
    )
    return rx.el.div(words, genre, year, role="search", class_name="picker-search")


def _found() -> rx.Component:
    advice = "Nobody is called like that, and no film is. Try fewer letters, or another genre or year."
    nothing = rx.el.p(advice, class_name="muted", role="status")
    items = rx.el.ul(rx.foreach(SEARCH.items, _row), class_name="lines", aria_label="Characters")
    more = rx.cond(SEARCH.next_cursor != "", rx.el.div(button("Show more", on_click=SEARCH.more_wanted), class_name="more-row"))
    return rx.cond(SEARCH.items, rx.fragment(items, more), nothing)


def _row(one: rx.Var[ShownCharacter]) -> rx.Component:
    is_taken = CHOSEN.taken.contains(one.id)
    is_chosen = CHOSEN.ids.contains(one.id)
    box = rx.el.span(rx.icon("check", class_name="icon-small", aria_hidden="true"), class_name="pick-box", aria_hidden="true")
    words = rx.el.span(
        rx.el.span(one.name, class_name="pick-name"),
        rx.cond(is_taken, tag("in this persona")),
        rx.el.span(one.film, class_name="pick-film"),
        class_name="pick-words",
    )
    pick = rx.el.button(
        box,
        words,
        rx.el.span(one.lines, class_name="pick-lines"),
        type="button",
        role="checkbox",
        aria_checked=rx.cond(is_chosen | is_taken, "true", "false"),
        aria_disabled=rx.cond(is_taken, "true", "false"),
        aria_label=rx.cond(is_taken, one.label + ", " + one.lines + ", in this persona already", one.label + ", " + one.lines),
        class_name="pick",
        on_click=CHOSEN.toggled(one.id),
        custom_attrs={"data-pick": ""},
    )
    look = rx.el.button(
        rx.icon("panel-right", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label="Look at " + one.label,
        aria_expanded=rx.cond(CARD.id == one.id, "true", "false"),
        on_click=CharacterCardState.looked_at(one.id),
        custom_attrs={"data-opens-panel": ""},
    )
    return rx.el.li(pick, look, class_name=rx.cond(CARD.id == one.id, "pick-row is-open", "pick-row"), key=one.id)


def _part(one: rx.Var[ShownShare]) -> rx.Component:
    return rx.el.span(one.share, class_name="split-part", style={"flexGrow": one.weight}, key=one.id)


def _share(one: rx.Var[ShownShare]) -> rx.Component:
    remove = rx.el.button(
        rx.icon("x", class_name="icon-small", aria_hidden="true"),
        type="button",
        class_name="icon-button",
        aria_label="Leave out " + one.label,
        on_click=CHOSEN.toggled(one.id),
    )
    names = (rx.el.span(one.name, class_name="share-name"), rx.el.span(one.movie, class_name="share-film"))
    words = rx.el.span(*names, class_name="share-who")
    return rx.el.li(words, rx.el.span(one.words, class_name="share-words"), remove, class_name="share", key=one.id)


def _card(card: rx.Var[ShownCard]) -> rx.Component:
    is_taken, is_chosen = CHOSEN.taken.contains(card.id), CHOSEN.ids.contains(card.id)
    pick = rx.cond(
        is_taken,
        rx.el.p("In this persona already.", class_name="small muted"),
        button(
            rx.cond(is_chosen, "Leave out", "Choose"),
            is_small=True,
            on_click=CHOSEN.toggled(card.id),
            aria_label=rx.cond(is_chosen, "Leave out ", "Choose ") + card.label,
        ),
    )
    partners = rx.cond(
        card.partners,
        rx.el.section(
            rx.el.h3("Talks with", class_name="label"),
            rx.el.ul(rx.foreach(card.partners, _partner), class_name="partners"),
            rx.cond(card.more_partners != "", rx.el.p(card.more_partners, class_name="tiny muted")),
            class_name="card-part",
        ),
    )
    lines = rx.el.section(
        rx.el.h3("Some lines", class_name="label"),
        rx.el.ul(rx.foreach(card.lines, lambda line: rx.el.li(line.text, key=line.id)), class_name="sample-lines"),
        class_name="card-part",
    )
    return rx.fragment(
        rx.el.h2(card.name, class_name="evidence-claim"),
        rx.el.p(card.film, class_name="small"),
        rx.el.p(rx.foreach(card.facts, lambda fact: rx.el.span(fact, key=fact)), class_name="provenance card-facts"),
        pick,
        partners,
        lines,
    )


def _partner(one: rx.Var[ShownPartner]) -> rx.Component:
    name = rx.el.button(one.name, type="button", class_name="link-button", on_click=CharacterCardState.looked_at(one.id))
    return rx.el.li(name, rx.el.span(one.lines, class_name="tiny muted"), key=one.id)


def _no_corpus() -> rx.Component:
    text = "Characters come from collections of film dialogue, and none is here any more. "
    manage = link("Import a collection", href=routes.ADMIN_CORPORA, class_name="button is-primary")
    ask = rx.el.p("Ask whoever runs this installation to import one.", class_name="small muted")
    return empty_state("No films here", text, rx.cond(IdentityState.is_operator, manage, ask))
