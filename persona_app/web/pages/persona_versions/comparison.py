"""What a version changed since another, and what can be done with an earlier one."""

import reflex as rx

from persona_app.web.components.forms import field
from persona_app.web.components.parts import button
from persona_app.web.pages.persona_versions.state import VersionsState
from persona_app.web.shown.comparisons import ShownClaimChange, ShownPiece
from persona_app.web.states.current_persona import CurrentPersonaState
from persona_app.web.states.shown_version import ShownVersionState

PERSONA = CurrentPersonaState.persona
COMPARISON = VersionsState.comparison


def version_tools() -> rx.Component:
    """Compare the opened version with another; bring it back when it is an earlier one."""
    compare = rx.el.form(
        field(
            "since",
            "Compare with version",
            type="number",
            min=1,
            max=PERSONA.version_count,
            input_mode="numeric",
            default_value=rx.cond(VersionsState.number > 1, VersionsState.number - 1, PERSONA.version_count),
            key=VersionsState.number,
        ),
        button("Compare", type="submit", is_small=True),
        on_submit=VersionsState.compare_wanted,
        class_name="version-compare",
    )
    is_earlier = (ShownVersionState.version.number < PERSONA.version_count) & ~PERSONA.is_archived
    restore = rx.cond(is_earlier, button("Bring this version back", on_click=VersionsState.restore_clicked))
    return rx.el.div(rx.cond(PERSONA.version_count > 1, compare), restore, class_name="row is-apart version-tools")


def comparison() -> rx.Component:
    """Words that went are struck out, words that came are marked; claims stand beside each other."""
    head = rx.el.div(
        rx.el.h2("Since version ", COMPARISON.before, class_name="part-title"),
        rx.el.p(COMPARISON.summary, class_name="small muted"),
    )
    words = rx.el.div(rx.foreach(COMPARISON.pieces, _piece), class_name="content-sheet diff-words")
    claims = rx.el.ul(rx.foreach(COMPARISON.claims, _claim), class_name="diff-claims", aria_label="Claims that changed")
    whole = rx.el.section(head, rx.cond(COMPARISON.claims, claims), words, class_name="part", aria_label="What changed")
    return rx.cond(COMPARISON.before > 0, whole)


def _piece(piece: rx.Var[ShownPiece]) -> rx.Component:
    return rx.match(piece.change, ("gone", rx.el.del_(piece.text)), ("new", rx.el.ins(piece.text)), rx.el.span(piece.text))


def _claim(change: rx.Var[ShownClaimChange]) -> rx.Component:
    return rx.el.li(
        rx.el.span(change.field, class_name="label"),
        rx.el.span(rx.cond(change.before != "", rx.el.del_(change.before)), " ", rx.cond(change.after != "", rx.el.ins(change.after))),
        class_name="diff-claim",
    )
