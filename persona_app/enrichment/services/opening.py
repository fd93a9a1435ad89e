"""Beginning an enrichment: who is read, and how many lines of each."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from persona_app.enrichment.errors import CharactersInvalid, CharacterTaken
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter
from persona_app.enrichment.sampling import DIALOGUES, share_out
from persona_app.enrichment.schemas import ChosenCharacter, EnrichmentState, Split
from persona_app.jobs.models import Run
from persona_app.jobs.schemas import RunState
from persona_app.movies.services.finding import get_characters

MOST_CHARACTERS = DIALOGUES
"""More could not give a line each."""
_SEED_BITS = 62


def split_dialogues(session: Session, *, character_ids: Sequence[UUID]) -> Split:
    """How the 500 dialogues would be shared out among these characters, in this order.

    Raises:
        CharactersInvalid: none, one twice, or more than 500.
        CharacterNotFound: one of them is not there.
    """
    if not character_ids:
        raise CharactersInvalid("No character was chosen. Choose at least one.")
    if len(character_ids) > MOST_CHARACTERS:
        raise CharactersInvalid(f"At most {MOST_CHARACTERS} characters can be read at a time, since {DIALOGUES} lines are. Choose fewer.")
    if len(set(character_ids)) < len(character_ids):
        raise CharactersInvalid("A character was chosen twice. Choose each once.")
    found = get_characters(session, ids=character_ids)
    shares = share_out([each.line_count for each in found])
    return Split(
        characters=tuple(
            ChosenCharacter(
                character_id=each.id,
                name=each.name,
                movie=each.movie,
                year=each.year,
                corpus=each.corpus,
                available=each.line_count,
                share=share,
            )
            for each, share in zip(found, shares, strict=True)
        )
    )


def open_enrichment(session: Session, *, persona_id: UUID, run_id: UUID, character_ids: Sequence[UUID]) -> Split:
    """Note who is to be read by this run. The caller holds the persona's row locked.

    Raises:
        CharactersInvalid, CharacterNotFound: see `split_dialogues`.
        CharacterTaken: the persona has one of them already.
    """
    split = split_dialogues(session, character_ids=character_ids)
    if not split.total:
        raise CharactersInvalid("None of these characters says a line. Choose one who does.")
    drop_ended(session, persona_id=persona_id)
    _require_free(session, persona_id=persona_id, character_ids=character_ids)
    count = session.execute(select(func.coalesce(func.max(col(Enrichment.number)), 0)).where(col(Enrichment.persona_id) == persona_id))
    enrichment = Enrichment(persona_id=persona_id, run_id=run_id, number=count.scalar_one() + 1, seed=secrets.randbits(_SEED_BITS))
    session.add(enrichment)
    session.flush()
    session.add_all(
        EnrichmentCharacter(enrichment_id=enrichment.id, position=position, persona_id=persona_id, **each.model_dump())
        for position, each in enumerate(split.characters, start=1)
    )
    session.flush()
    return split


def reopen_enrichment(session: Session, *, persona_id: UUID, run_id: UUID, of_run: UUID) -> bool:
    """Let another run go on with what an ended one began: same characters, same lines. False when there is nothing to go on with.

    Raises:
        CharacterTaken: one of them was added by another run meanwhile.
    """
    drop_ended(session, persona_id=persona_id)
    dropped = col(Enrichment.state) == EnrichmentState.DROPPED.value
    query = select(Enrichment).where(col(Enrichment.persona_id) == persona_id, col(Enrichment.run_id) == of_run, dropped)
    enrichment = session.execute(query).scalar_one_or_none()
    if enrichment is None:
        return False
    mine = col(EnrichmentCharacter.enrichment_id) == enrichment.id
    ids = session.execute(select(col(EnrichmentCharacter.character_id)).where(mine)).scalars().all()
    _require_free(session, persona_id=persona_id, character_ids=ids)
    enrichment.run_id, enrichment.state = run_id, EnrichmentState.ASKED.value
    session.execute(update(EnrichmentCharacter).where(mine).values(is_taken=True))
    session.flush()
    return True


def drop_ended(session: Session, *, persona_id: UUID) -> None:
    """Enrichments whose run was cancelled or failed are given up, and their characters are free again."""
    ended = select(col(Run.id)).where(
        col(Run.persona_id) == persona_id, col(Run.state).in_((RunState.FAILED.value, RunState.CANCELLED.value))
    )
    given_up = session.execute(
        update(Enrichment)
        .where(
            col(Enrichment.persona_id) == persona_id,
            col(Enrichment.state) == EnrichmentState.ASKED.value,
            col(Enrichment.run_id).in_(ended),
        )
        .values(state=EnrichmentState.DROPPED.value)
        .returning(col(Enrichment.id))
    ).scalars()
    free = col(EnrichmentCharacter.enrichment_id).in_(list(given_up))
    session.execute(update(EnrichmentCharacter).where(free).values(is_taken=False))


def _require_free(session: Session, *, persona_id: UUID, character_ids: Sequence[UUID]) -> None:
    taken = (
        select(col(EnrichmentCharacter.name))
        .where(
            col(EnrichmentCharacter.persona_id) == persona_id,
            col(EnrichmentCharacter.is_taken),
            col(EnrichmentCharacter.character_id).in_(character_ids),
        )
        .order_by(col(EnrichmentCharacter.position))
    )
    names = session.execute(taken).scalars().all()
    if names:
        raise CharacterTaken(names)
