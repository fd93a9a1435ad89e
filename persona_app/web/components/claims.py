"""A profile as prose and facts, each claim with its amber mark."""

import reflex as rx

from persona_app.web.shown.profiles import ShownClaim, ShownFactor, ShownSection
from persona_app.web.states.evidence import EvidenceState
from persona_app.web.states.shown_version import ShownVersionState

PROFILE = ShownVersionState.profile


def profile() -> rx.Component:
    """All sections that have something, then the Big Five."""
    return rx.el.div(
        profile_title(),
        rx.el.div(rx.foreach(PROFILE.sections, _section), class_name="dossier"),
        rx.cond(PROFILE.factors, _big_five()),
        class_name="profile",
    )


def profile_title() -> rx.Component:
    """What the fields stand below, for who goes from heading to heading; the others see that they do."""
    return rx.el.h2("Profile", class_name="visually-hidden")


def mark(claim: rx.Var[ShownClaim]) -> rx.Component:
    """The number of places that say so, a pencil where the owner does; pressing it opens them."""
    return rx.el.button(
        rx.cond(claim.is_mine, rx.icon("pencil", class_name="icon-tiny", aria_hidden="true"), claim.support),
        type="button",
        class_name=rx.cond(claim.is_mine, "evidence-mark is-mine", "evidence-mark"),
        aria_label=claim.label,
        aria_expanded=rx.cond(EvidenceState.claim_id == claim.id, "true", "false"),
        aria_controls="evidence",
        custom_attrs={"data-claim": claim.id},
    )


def claim_words(claim: rx.Var[ShownClaim]) -> rx.Component:
    """The claim and its mark. A press anywhere on it opens the evidence; the mark is what the keyboard reaches."""
    return rx.el.span(
        claim.text,
        rx.cond(claim.is_contested, rx.el.span(" disputed", class_name="disputed")),
        rx.el.span(claim.tail, "\u2060", mark(claim), class_name="claim-end"),
        rx.cond(claim.also != "", rx.el.span(" " + claim.also, class_name="claim-also")),
        class_name=rx.cond(EvidenceState.claim_id == claim.id, "claim is-open", "claim"),
        on_click=EvidenceState.claim_pressed(claim.id),
    )


def _section(section: rx.Var[ShownSection]) -> rx.Component:
    flowing = rx.el.p(rx.foreach(section.claims, lambda claim: rx.fragment(claim_words(claim), " ", key=claim.id)), class_name="fact-flow")
    lines = rx.el.ul(rx.foreach(section.claims, lambda claim: rx.el.li(claim_words(claim), key=claim.id)), class_name="fact-lines")
    return rx.el.section(
        rx.el.h3(section.title, class_name="fact-title"), rx.cond(section.is_flowing, flowing, lines), class_name="fact", key=section.key
    )


def _big_five() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h3("Big Five", class_name="fact-title"),
            rx.el.p("50 is average. Fainter where less is known.", class_name="tiny muted"),
        ),
        rx.el.dl(rx.foreach(PROFILE.factors, _factor), class_name="factors"),
        class_name="fact",
    )


def _factor(factor: rx.Var[ShownFactor]) -> rx.Component:
    bar = rx.el.span(
        rx.el.span(class_name="factor-dot", style={"left": factor.offset, "opacity": factor.strength}),
        class_name="factor-bar",
        aria_hidden="true",
    )
    facts = rx.el.span(factor.score, " · ", factor.reading, " · ", factor.confidence, class_name="tiny muted factor-facts")
    rests = rx.el.p(rx.foreach(factor.claims, lambda claim: rx.fragment(claim_words(claim), " ", key=claim.id)), class_name="factor-claims")
    return rx.el.div(rx.el.dt(factor.name, class_name="factor-name"), rx.el.dd(bar, facts, rests), class_name="factor", key=factor.name)
