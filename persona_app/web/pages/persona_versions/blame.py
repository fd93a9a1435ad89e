"""Who brought what: the content in passages with their versions, the claims with their versions and data."""

import reflex as rx

from persona_app.web.components.parts import time
from persona_app.web.components.persona_frame import inner_link
from persona_app.web.pages.persona_versions.blame_state import VersionBlameState
from persona_app.web.shown.blame import ShownBlamedClaim, ShownRun, ShownSource

BLAME = VersionBlameState.blame


def blame() -> rx.Component:
    """In place of the profile and the content, while it is asked for."""
    head = rx.el.div(rx.el.h2("Who brought what", class_name="part-title"), rx.el.p(BLAME.summary, class_name="small muted"))
    content = rx.el.ol(rx.foreach(BLAME.runs, _run), class_name="blame", aria_label="Passages of the content")
    claims = rx.el.section(
        rx.el.h2("Claims", class_name="part-title"),
        rx.el.ul(rx.foreach(BLAME.claims, _claim), class_name="blame-claims", aria_label="Claims"),
        class_name="part",
    )
    return rx.el.section(
        head, rx.cond(BLAME.runs, content), rx.cond(BLAME.claims, claims), class_name="part", aria_label="Who brought what"
    )


def _run(run: rx.Var[ShownRun]) -> rx.Component:
    margin = rx.el.div(
        inner_link(run.version, to=run.href, class_name="blame-version"),
        rx.el.span(run.how, class_name="tiny muted"),
        rx.el.span(time(run.created_at), class_name="tiny muted"),
        _sources(run.sources),
        class_name="blame-margin",
    )
    return rx.el.li(margin, rx.el.div(run.text, class_name="blame-text"), class_name="blame-run is-shade-" + run.shade.to(str), key=run.key)


def _claim(claim: rx.Var[ShownBlamedClaim]) -> rx.Component:
    said = rx.el.span(rx.el.span(claim.field, class_name="label"), rx.el.span(claim.value), class_name="blame-claim-said")
    came = rx.el.span(inner_link(claim.version, to=claim.href, class_name="blame-version"), _sources(claim.sources), class_name="row")
    return rx.el.li(said, came, class_name="blame-claim", key=claim.key)


def _sources(sources: rx.Var[tuple[ShownSource, ...]]) -> rx.Component:
    def source(one: rx.Var[ShownSource]) -> rx.Component:
        return inner_link(one.title, to=one.href, class_name="blame-source tiny")

    return rx.foreach(sources, source)
