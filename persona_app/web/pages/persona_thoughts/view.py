"""Thoughts by run and character; pressing one opens its lines in the scene."""

import reflex as rx

from persona_app.web import routes
from persona_app.web.components.evidence_panel import evidence_panel
from persona_app.web.components.parts import button, button_link, empty_state, loaded, notice, skeleton_lines, time
from persona_app.web.components.persona_frame import inner_link, persona_frame, persona_head
from persona_app.web.pages.persona_thoughts.state import ThoughtsState
from persona_app.web.shown.thoughts import ShownGroup, ShownReading, ShownThought
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.evidence import EvidenceState
from persona_app.web.states.job_progress import JobProgressState

PERSONA = CurrentPersonaState.persona
HIDDEN = "Hidden: it stays here and is left out of the next version."


def view() -> rx.Component:
    """The page."""
    lead = "What its film characters believe, in the first person. Press a thought to read the lines it rests on, in their scene."
    body = rx.fragment(
        persona_head("Thoughts", _build(), lead=lead),
        loaded(ThoughtsState.is_loaded, rx.cond(ThoughtsState.words != "", _all(), _nothing_yet())),
    )
    aside = evidence_panel(what="a thought", is_blank=ThoughtsState.words == "")
    return persona_frame("thoughts", body, aside=aside, on_build_ended=ThoughtsState.build_ended)


def _build() -> rx.Component:
    is_off = JobProgressState.run.is_live | PERSONA.is_archived
    again = button("Build again", on_click=JobProgressState.build_clicked, disabled=is_off, custom_attrs={"data-starts-run": ""})
    return rx.cond(ThoughtsState.has_hidden, again)


def _all() -> rx.Component:
    more = rx.cond(ThoughtsState.has_more, rx.el.div(button("Earlier runs", on_click=ThoughtsState.more_wanted), class_name="more-row"))
    none = rx.el.p("This character has no thoughts here.", class_name="muted", role="status")
    return rx.fragment(
        _still_public(), _filter(), rx.cond(ThoughtsState.readings, rx.fragment(rx.foreach(ThoughtsState.readings, _reading), more), none)
    )


def _still_public() -> rx.Component:
    replace = button_link("Replace the public version", routes.persona(ThoughtsState.of_persona, "publish"), is_small=True)
    return rx.cond(ThoughtsState.still_public != "", notice(rx.el.p(ThoughtsState.still_public), replace))


def _filter() -> rx.Component:
    select = rx.el.select(
        rx.el.option("All characters", value=""),
        rx.foreach(ThoughtsState.speakers, lambda one: rx.el.option(one.label, value=one.id, key=one.id)),
        value=ThoughtsState.character,
        on_change=ThoughtsState.character_chosen,
        class_name="input",
        aria_label="Character",
    )
    return rx.el.div(rx.el.p(ThoughtsState.words, class_name="small muted", role="status"), select, class_name="thoughts-bar")


def _reading(one: rx.Var[ShownReading]) -> rx.Component:
    facts = rx.el.p(rx.foreach(one.facts, lambda fact: rx.el.span(fact, key=fact)), rx.el.span(time(one.at)), class_name="provenance")
    return rx.el.section(
        rx.el.h2(one.title, class_name="part-title"),
        facts,
        rx.cond(one.note != "", rx.el.p(one.note, class_name="small muted thoughts-note")),
        rx.foreach(one.groups, _group),
        class_name="reading",
        aria_label=one.title,
        key=one.id,
    )


def _group(group: rx.Var[ShownGroup]) -> rx.Component:
    head = rx.el.div(
        rx.el.h3(group.name, class_name="speaker-name"),
        rx.el.p(group.film, class_name="tiny muted"),
        rx.el.p(group.words, class_name="tiny muted"),
        class_name="speaker",
    )
    thoughts = rx.el.ul(rx.foreach(group.thoughts, _thought), class_name="thoughts", aria_label="Thoughts of " + group.name)
    return rx.el.div(head, thoughts, class_name="speaker-group", key=group.key)


def _thought(thought: rx.Var[ShownThought]) -> rx.Component:
    is_open = EvidenceState.claim_id == thought.id
    mark = rx.el.button(
        thought.support,
        type="button",
        class_name="evidence-mark",
        aria_label=thought.label,
        aria_expanded=rx.cond(is_open, "true", "false"),
        aria_controls="evidence",
        custom_attrs={"data-claim": thought.id},
    )
    words = rx.el.span(
        thought.text,
        rx.el.span("\u2060", mark, class_name="claim-end"),
        class_name=rx.cond(is_open, "claim is-open", "claim"),
        on_click=EvidenceState.thought_pressed(thought.id),
    )
    hide = button(
        rx.cond(thought.is_hidden, "Show", "Hide"),
        tone="quiet",
        is_small=True,
        on_click=ThoughtsState.hidden_set(thought.id, ~thought.is_hidden),
        aria_label=rx.cond(thought.is_hidden, "Show: ", "Hide: ") + thought.text,
    )
    said = rx.el.p(words, rx.cond(thought.origin != "", rx.el.span(" ", thought.origin, class_name="claim-also")))
    note = rx.cond(thought.is_hidden, rx.el.p(HIDDEN, class_name="tiny muted"))
    look = rx.cond(thought.is_hidden, "thought is-hidden", "thought")
    return rx.el.li(rx.el.div(said, note, class_name="grow"), hide, class_name=look, key=thought.id)


def _nothing_yet() -> rx.Component:
    choose = inner_link("Choose film characters", to=f"{routes.STUDIO}/" + PERSONA.id + "/characters", class_name="button is-primary")
    empty = empty_state(
        "No thoughts yet",
        "Choose characters from films: 500 of their lines are read, and up to 50 beliefs are found in them, each with its lines.",
        choose,
    )
    return rx.cond(JobProgressState.run.is_live, skeleton_lines(6), empty)
