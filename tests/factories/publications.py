"""Public personas for tests, published through the services with a ready-made description; a test names only what matters to it."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.jobs.models import Run
from persona_app.jobs.services.running import finish_run
from persona_app.personas.profile import Profile
from persona_app.personas.services.versioning import append_version
from persona_app.publishing import queries
from persona_app.publishing.schemas import (
    UNKNOWN_AGE,
    AttemptView,
    DescribedTag,
    Description,
    Gender,
    Rating,
    Visibility,
    bucket_of,
)
from persona_app.publishing.services.completing import complete_attempt
from persona_app.publishing.services.requesting import request_publication
from tests.factories.personas import make_persona, make_profile, make_version

HEADLINE = "A baker who keeps the harbour's ledgers"


class Published(NamedTuple):
    """A public persona."""

    persona_id: UUID
    slug: str


def make_description(
    *,
    headline: str = HEADLINE,
    tags: Sequence[tuple[str, int]] = (("drama", 80), ("mystery", 60)),
    rating: Rating = Rating.SAFE,
    gender: Gender = Gender.FEMALE,
    age: int = 34,
) -> Description:
    """What an engine might have derived."""
    return Description(
        headline=headline,
        tags=tuple(DescribedTag(name=name, confidence=confidence) for name, confidence in tags),
        rating=rating,
        gender=gender,
        age=age if age >= 0 else UNKNOWN_AGE,
        age_bucket=bucket_of(age),
    )


def complete(session: Session, *, attempt: AttemptView, description: Description | None = None) -> AttemptView:
    """What the job does at its end: the attempt goes to review or is published, and its run is done."""
    assert attempt.run_id is not None
    ended = complete_attempt(session, run_id=attempt.run_id, description=description or make_description())
    run = session.get_one(Run, attempt.run_id)
    finish_run(session, run=run, version_number=attempt.version_number, sentence="Published.")
    return ended


def publish(
    session: Session,
    *,
    actor: Actor,
    persona_id: UUID,
    description: Description | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    version: int | None = None,
    replace: bool = False,
    shows_quotes: bool = False,
    new_slug: bool = False,
) -> str:
    """Publish a persona that has a version; its address."""
    attempt = request_publication(
        session,
        actor=actor,
        persona_id=persona_id,
        visibility=visibility,
        version=version,
        replace=replace,
        shows_quotes=shows_quotes,
        new_slug=new_slug,
    )
    complete(session, attempt=attempt, description=description)
    row = queries.find_row(session, persona_id=persona_id)
    assert row is not None
    return row.slug


def make_versioned(
    session: Session, *, actor: Actor, name: str = "Mara Quell", content: str = "# Mara\n\nShe bakes.", profile: Profile | None = None
) -> UUID:
    """A persona with one version, not published."""
    persona = make_persona(session, actor=actor, name=name)
    version = make_version(author_id=actor.account_id, content=content, profile=profile or make_profile(name=name))
    append_version(session, persona_id=persona.id, new=version)
    return persona.id


def make_public(
    session: Session,
    *,
    actor: Actor,
    name: str = "Mara Quell",
    content: str = "# Mara\n\nShe bakes.",
    profile: Profile | None = None,
    description: Description | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    shows_quotes: bool = False,
) -> Published:
    """A persona made, given a version and published."""
    persona_id = make_versioned(session, actor=actor, name=name, content=content, profile=profile)
    slug = publish(session, actor=actor, persona_id=persona_id, description=description, visibility=visibility, shows_quotes=shows_quotes)
    return Published(persona_id=persona_id, slug=slug)
