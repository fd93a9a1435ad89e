"""One page with a face for each state: nothing built yet, before, while, the review, public, hidden, failed."""

import reflex as rx

from persona_app.web.components.parts import skeleton_lines
from persona_app.web.components.persona_frame import persona_frame, persona_head
from persona_app.web.components.picture_form import picture_form
from persona_app.web.components.preflight import preflight
from persona_app.web.components.publication import (
    attempts,
    failure,
    hidden_note,
    no_version,
    publication,
    publication_run,
    withdrawn_note,
)
from persona_app.web.components.publication_review import publication_review
from persona_app.web.pages.persona_publish.state import PublishState
from persona_app.web.states.preflight import PreflightState
from persona_app.web.states.publication_review import PublicationReviewState
from persona_app.web.states.publishing import PublishingState

LEAD = "Make one version public, under an address of its own. Visitors see that version and nothing else of what you keep here."


def view() -> rx.Component:
    """The page."""
    stages = rx.match(
        PublishingState.stage,
        ("empty", no_version()),
        ("preflight", _before()),
        ("running", publication_run()),
        ("review", _review()),
        ("published", publication()),
        skeleton_lines(6),
    )
    body = rx.el.div(stages, tab_index=-1, custom_attrs={"data-stage": PublishingState.stage}, class_name="publish-stage")
    return persona_frame(
        "publish",
        persona_head("Publish", lead=LEAD),
        hidden_note(),
        failure(),
        body,
        _picture(),
        attempts(),
        on_build_ended=PublishState.build_ended,
    )


def _picture() -> rx.Component:
    """Whatever else goes on, the picture may be changed."""
    stage = PublishingState.stage
    return rx.cond((stage == "loading") | (stage == "empty"), rx.fragment(), picture_form())


def _before() -> rx.Component:
    return rx.el.div(withdrawn_note(), preflight(), on_mount=PreflightState.opened, key="preflight " + PublishingState.of_persona)


def _review() -> rx.Component:
    """Made anew for each draft, so that its fields hold that draft's words."""
    return rx.el.div(publication_review(), on_mount=PublicationReviewState.opened, key=PublishingState.draft.attempt_id)
