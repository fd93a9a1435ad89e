"""What a version changed since another, in one text or side by side."""

import reflex as rx

from persona_app.web.components.persona_frame import inner_link
from persona_app.web.pages.persona_versions.blame_state import VersionBlameState
from persona_app.web.pages.persona_versions.state import VersionsState
from persona_app.web.shown.comparisons import ShownClaimChange, ShownPiece, ShownRow

COMPARISON = VersionsState.comparison


def comparison() -> rx.Component:
    """In place of the version itself: words that went are struck out, words that came are marked; claims stand under their fields."""
    head = rx.el.div(
        rx.el.h2("Since version ", COMPARISON.before, class_name="part-title"),
        rx.el.p(COMPARISON.summary, class_name="small muted"),
    )
    claims = rx.el.ul(rx.foreach(COMPARISON.claims, _claim), class_name="diff-claims", aria_label="Claims that changed")
    words = rx.el.div(rx.foreach(COMPARISON.pieces, _piece), class_name="content-sheet diff-words")
    return rx.el.section(
        rx.el.div(head, _ways(), class_name="row is-apart part-head diff-head"),
        rx.cond(COMPARISON.claims, claims),
        rx.cond(COMPARISON.is_side_by_side, _side_by_side(), words),
        rx.el.p(inner_link("Version ", COMPARISON.after.to(str), " whole", to=VersionBlameState.plain_href), class_name="small diff-foot"),
        class_name="part",
        aria_label="What changed",
    )


def _ways() -> rx.Component:
    def way(label: str, href: str, is_current: bool | int) -> rx.Component:
        return inner_link(label, to=href, class_name="segment", aria_current=rx.cond(is_current, "true", "false"))

    return rx.el.nav(
        way("Inline", COMPARISON.inline_href, ~COMPARISON.is_side_by_side),
        way("Side by side", COMPARISON.side_href, COMPARISON.is_side_by_side),
        class_name="segments",
        aria_label="How to compare",
    )


def _side_by_side() -> rx.Component:
    """Two columns on a wide screen; on a narrow one each line above its new form."""
    titles = rx.el.div(
        rx.el.div("Version ", COMPARISON.before, role="columnheader"),
        rx.el.div("Version ", COMPARISON.after, role="columnheader"),
        class_name="diff-row diff-titles",
        role="row",
    )
    return rx.el.div(titles, rx.foreach(COMPARISON.rows, _row), class_name="diff-sides", role="table", aria_label="Content side by side")


def _row(row: rx.Var[ShownRow]) -> rx.Component:
    cells = rx.el.div(
        rx.el.div(rx.foreach(row.before, _piece), class_name="diff-cell diff-words", role="cell"),
        rx.el.div(rx.foreach(row.after, _piece), class_name="diff-cell diff-words", role="cell"),
        class_name=rx.cond(row.is_same, "diff-row is-same", "diff-row"),
        role="row",
    )
    folded = rx.el.div(rx.el.div(row.folded, role="cell", aria_colspan=2), class_name="diff-folded", role="row")
    return rx.cond(row.folded != "", folded, cells)


def _piece(piece: rx.Var[ShownPiece]) -> rx.Component:
    return rx.match(piece.change, ("gone", rx.el.del_(piece.text)), ("new", rx.el.ins(piece.text)), rx.el.span(piece.text))


def _claim(change: rx.Var[ShownClaimChange]) -> rx.Component:
    kind = rx.match(change.kind, ("new", "new"), ("gone", "gone"), "changed")
    return rx.el.li(
        rx.el.span(rx.el.span(change.field, class_name="label"), rx.el.span(kind, class_name="tag"), class_name="row"),
        rx.el.span(rx.cond(change.before != "", rx.el.del_(change.before)), " ", rx.cond(change.after != "", rx.el.ins(change.after))),
        class_name="diff-claim",
    )
