"""Public personas for tests of the gallery, written as a publication writes them, without an engine; a test names only what matters."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from uuid import UUID

from sqlalchemy import text, update
from sqlmodel import Session, col, select

from persona_app.accounts.schemas import Actor
from persona_app.core.clock import now
from persona_app.personas.models import PersonaVersion
from persona_app.personas.services.versioning import append_version
from persona_app.publishing.models import PersonaTag, PublicAddress, Publication, TagRow
from persona_app.publishing.schemas import Face, Provenance, PublicClaim, PublicField, PublicProfile, Rating, Visibility, bucket_of
from persona_app.publishing.slugs import digest_of, make_slug
from tests.factories.personas import make_persona, make_version

_numbers = count(1)


def make_face(name: str, *, headline: str = "", content: str = "", claims: Sequence[str] = (), version: int = 1) -> Face:
    """What visitors see, with these claims about the person's work."""
    shown = tuple(PublicClaim(text=each, id=f"claim-{each}") for each in claims)
    made = {"engine": "offline", "model": "extractive", "is_extractive": True, "data_count": 1, "thought_count": 0, "built_at": now()}
    return Face(
        name=name,
        headline=headline,
        content=content,
        profile=PublicProfile(fields=(PublicField(name="occupation", title="Work", claims=shown),) if shown else ()),
        provenance=Provenance(version=version, **made),
    )


def make_public(
    session: Session,
    *,
    actor: Actor,
    name: str = "",
    headline: str = "",
    content: str = "",
    claims: Sequence[str] = (),
    tags: Sequence[str] = (),
    rating: Rating = Rating.SAFE,
    likes: int = 0,
    published_at: datetime | None = None,
    face: Face | None = None,
    **others: object,
) -> Publication:
    """A persona of the actor that is public, with these tags (the surest first). A face of its own takes the place of the one made here."""
    name = name or f"Nobody{next(_numbers)}"
    persona = make_persona(session, actor=actor, name=name)
    number = append_version(session, persona_id=persona.id, new=make_version(author_id=actor.account_id, content=content or f"# {name}"))
    version_id = session.exec(select(PersonaVersion.id).where(PersonaVersion.persona_id == persona.id)).one()
    face = face or make_face(name, headline=headline, content=content, claims=claims, version=number)
    row = Publication(
        persona_id=persona.id,
        owner_id=actor.account_id,
        creator=actor.handle,
        version_id=version_id,
        version_number=number,
        visibility=Visibility.PRIVATE,
        slug=make_slug(name, headline),
        public_name=name,
        headline=headline,
        rating=rating,
        text_rating=rating,
        face=face.model_dump(mode="json"),
        likes_count=likes,
        published_at=published_at or now(),
        consented_by=actor.account_id,
        **{"source": "manual", "age_bucket": bucket_of(int(str(others.get("age", -1)))), **others},
    )
    session.add(PublicAddress(slug_sha256=digest_of(row.slug), persona_id=persona.id))
    session.add(row)
    session.flush()
    _tag(session, persona_id=persona.id, names=tags)
    show(session, row.persona_id)
    session.refresh(row)
    return row


def _tag(session: Session, *, persona_id: UUID, names: Sequence[str]) -> None:
    ids = dict(session.exec(select(TagRow.name, TagRow.id).where(col(TagRow.name).in_(names))).all())
    for place, name in enumerate(names):
        session.add(PersonaTag(persona_id=persona_id, tag_id=ids[name], confidence=99 - place))
    session.flush()


def show(session: Session, persona_id: UUID, visibility: Visibility = Visibility.PUBLIC) -> None:
    """Let it be seen by others."""
    session.execute(update(Publication).where(col(Publication.persona_id) == persona_id).values(visibility=visibility, withdrawn_at=None))


def withdraw(session: Session, persona_id: UUID) -> None:
    """Take it back."""
    hidden = update(Publication).where(col(Publication.persona_id) == persona_id)
    session.execute(hidden.values(visibility=Visibility.PRIVATE, withdrawn_at=now()))


def words_of_index(session: Session, persona_id: UUID) -> set[str]:
    """What the search would find it by; nothing when it is not there."""
    found = session.execute(text("SELECT unnest(tsvector_to_array(doc)) FROM search_doc WHERE persona_id = :id"), {"id": persona_id})
    return set(found.scalars())
