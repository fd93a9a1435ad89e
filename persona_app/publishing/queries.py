"""Rows of publications. `is_visible` is what everybody may see; the database's policies say the same (migration 0011)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, and_, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from persona_app.enrichment import queries as enrichment_queries
from persona_app.enrichment.models import Thought
from persona_app.personas.models import PersonaData, PersonaVersion
from persona_app.personas.queries import select_versions
from persona_app.personas.schemas import VersionView
from persona_app.publishing.facing import Origin, Sources
from persona_app.publishing.models import PersonaTag, PublicAddress, Publication, PublicationAttempt, TagRow
from persona_app.publishing.schemas import (
    OPEN_ATTEMPT,
    AttemptView,
    Credit,
    Description,
    PublicationView,
    PublicPersona,
    PublicTag,
    TagSource,
    Visibility,
)

_FOUND = text(
    """
    SELECT own.slug, own.persona_id, own.creator, own.face, own.rating, own.gender, own.age, own.age_bucket, own.source,
        own.likes_count AS likes, own.picture_sha256, own.visibility, own.published_at, own.changed_at,
        coalesce((
            SELECT jsonb_agg(jsonb_build_object('name', tag.name, 'category', tag.category, 'confidence', given.confidence,
                'source', given.source) ORDER BY given.confidence DESC, tag.position)
            FROM persona_tag AS given JOIN tag ON tag.id = given.tag_id WHERE given.persona_id = own.persona_id
        ), '[]') AS tags,
        (SELECT count(*) FROM publication AS remix
            WHERE remix.parent_persona_id = own.persona_id AND remix.visibility = 'public' AND remix.hidden_at IS NULL) AS remix_count,
        parent.slug AS parent_slug, parent.public_name AS parent_name, parent.creator AS parent_creator
    FROM publication AS own
    LEFT JOIN publication AS parent
        ON parent.persona_id = own.parent_persona_id AND parent.visibility = 'public' AND parent.hidden_at IS NULL
    WHERE own.slug = :slug AND own.visibility <> 'private' AND own.hidden_at IS NULL
    """
)
_FORMER = text(
    """
    SELECT now.slug FROM public_address AS former
    LEFT JOIN publication AS now ON now.persona_id = former.persona_id AND now.visibility <> 'private' AND now.hidden_at IS NULL
    WHERE former.slug_sha256 = :digest
    """
)


def is_visible() -> ColumnElement[bool]:
    """Publications that everybody may see who has the address."""
    return and_(col(Publication.visibility) != Visibility.PRIVATE, col(Publication.hidden_at).is_(None))


def find_visible(session: Session, *, slug: str) -> PublicPersona | None:
    """The public or unlisted persona at this address, with all that its page shows, in one query."""
    row = session.connection().execute(_FOUND, {"slug": slug}).mappings().one_or_none()
    return _public(row) if row is not None else None


def find_former(session: Session, *, digest: str) -> tuple[bool, str | None]:
    """Was this address ever given; and where is now what was there, if anywhere?"""
    row = session.connection().execute(_FORMER, {"digest": digest}).one_or_none()
    return (False, None) if row is None else (True, row.slug)


def _public(row: RowMapping) -> PublicPersona:
    fields = dict(row)
    slug, name, creator = (fields.pop(f"parent_{each}") for each in ("slug", "name", "creator"))
    credit = Credit(slug=slug, name=name, creator=creator) if slug else None
    return PublicPersona.model_validate(fields | {"credit": credit})


def find_row(session: Session, *, persona_id: UUID) -> Publication | None:
    """The persona's publication, read anew. Whoever calls has locked the persona if the row is to be changed."""
    query = select(Publication).where(col(Publication.persona_id) == persona_id)
    row: Publication | None = session.execute(query, execution_options={"populate_existing": True}).scalar_one_or_none()
    return row


def find_visibilities(session: Session, *, owner_id: UUID, persona_ids: Sequence[UUID]) -> dict[UUID, Visibility]:
    """How others see these personas of an owner; those that nobody sees are left out."""
    seen = select(col(Publication.persona_id), col(Publication.visibility)).where(
        col(Publication.owner_id) == owner_id, col(Publication.persona_id).in_(persona_ids), is_visible()
    )
    return {row.persona_id: row.visibility for row in session.execute(seen)}


def tags_of(session: Session, *, persona_id: UUID) -> tuple[PublicTag, ...]:
    """The persona's tags, the surest first."""
    query = (
        select(col(TagRow.name), col(TagRow.category), col(PersonaTag.confidence), col(PersonaTag.source))
        .join(TagRow, col(TagRow.id) == col(PersonaTag.tag_id))
        .where(col(PersonaTag.persona_id) == persona_id)
        .order_by(col(PersonaTag.confidence).desc(), col(TagRow.position))
    )
    return tuple(PublicTag.model_validate(row._mapping) for row in session.execute(query))


def view_of(row: Publication, *, tags: tuple[PublicTag, ...]) -> PublicationView:
    """A publication as its owner sees it."""
    fields = row.model_dump(include=set(PublicationView.model_fields)) | {
        "likes": row.likes_count,
        "hidden_reason": row.hidden_reason or "",
    }
    return PublicationView.model_validate(fields | {"tags": tags})


def set_tags(session: Session, *, persona_id: UUID, tags: Sequence[tuple[str, int, TagSource]]) -> None:
    """Give the persona these tags and no others: name, confidence, source. Its publication is private at that time."""
    session.execute(text("DELETE FROM persona_tag WHERE persona_id = :persona"), {"persona": persona_id})
    named = select(col(TagRow.name), col(TagRow.id)).where(col(TagRow.name).in_([name for name, _, _ in tags]))
    ids = {row.name: row.id for row in session.execute(named)}
    rows = [
        {"persona_id": persona_id, "tag_id": ids[name], "confidence": confidence, "source": source.value}
        for name, confidence, source in tags
        if name in ids
    ]
    if rows:
        session.execute(insert(PersonaTag), rows)


def take_address(session: Session, *, digest: str, persona_id: UUID) -> bool:
    """Give the persona this address for good; False if it was ever given."""
    taken = insert(PublicAddress).values(slug_sha256=digest, persona_id=persona_id, created_at=func.now())
    return session.execute(taken.on_conflict_do_nothing().returning(col(PublicAddress.slug_sha256))).first() is not None


def change(session: Session, *, persona_id: UUID, **values: Any) -> None:
    """Write to a publication, in one statement: its triggers see the row before and after it."""
    session.execute(
        update(Publication).where(col(Publication.persona_id) == persona_id).values(**values, changed_at=func.clock_timestamp())
    )


def find_attempt(session: Session, *, run_id: UUID, is_locking: bool = False) -> PublicationAttempt | None:
    """The attempt that a run works on."""
    query = select(PublicationAttempt).where(col(PublicationAttempt.run_id) == run_id)
    return _attempt(session, query.with_for_update() if is_locking else query)


def find_open_attempt(session: Session, *, persona_id: UUID) -> PublicationAttempt | None:
    """The persona's attempt that is not over, locked."""
    mine = (col(PublicationAttempt.persona_id) == persona_id, col(PublicationAttempt.state).in_(OPEN_ATTEMPT))
    return _attempt(session, select(PublicationAttempt).where(*mine).with_for_update())


def _attempt(session: Session, query: Any) -> PublicationAttempt | None:
    row: PublicationAttempt | None = session.execute(query, execution_options={"populate_existing": True}).scalar_one_or_none()
    return row


def list_attempts(session: Session, *, persona_id: UUID, most: int) -> tuple[AttemptView, ...]:
    """The persona's newest attempts, newest first."""
    query = select(PublicationAttempt).where(col(PublicationAttempt.persona_id) == persona_id)
    rows = session.execute(query.order_by(col(PublicationAttempt.id).desc()).limit(most)).scalars()
    return tuple(attempt_view(row) for row in rows)


def attempt_view(row: PublicationAttempt) -> AttemptView:
    """An attempt as its owner sees it."""
    draft = Description.model_validate(row.draft) if row.draft is not None else None
    return AttemptView.model_validate(row.model_dump() | {"draft": draft})


def find_version(session: Session, *, persona_id: UUID, number: int) -> VersionView | None:
    """One version whole; whoever calls has checked who asks."""
    query = select_versions("persona_id", "profile", "content", "data_ids", "thought_ids")
    mine = (col(PersonaVersion.persona_id) == persona_id, col(PersonaVersion.number) == number)
    row = session.execute(query.where(*mine)).one_or_none()
    return VersionView.model_validate(row._mapping) if row else None


def sources_of(session: Session, *, version: VersionView) -> Sources:
    """What a version rests on, as far as visitors may come to know of it."""
    return Sources(data=_origins(session, version), thoughts=_thoughts(session, version))


def _origins(session: Session, version: VersionView) -> dict[UUID, Origin]:
    query = select(col(PersonaData.id), col(PersonaData.kind), col(PersonaData.origin)).where(col(PersonaData.id).in_(version.data_ids))
    return {row.id: Origin(kind=row.kind, address=row.origin) for row in session.execute(query)}


def _thoughts(session: Session, version: VersionView) -> tuple[Any, ...]:
    if not version.thought_ids:
        return ()
    query = enrichment_queries.select_thoughts(version.persona_id).where(col(Thought.id).in_(version.thought_ids))
    rows = [(thought, number) for thought, number in session.execute(query).all()]
    return enrichment_queries.thought_views(session, rows=rows)
