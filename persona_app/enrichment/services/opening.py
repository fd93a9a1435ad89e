"""What a run is to do: which characters, how many lines of each. Callers have locked the persona and checked whose it is."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from persona_app.core.clock import now
from persona_app.enrichment import queries
from persona_app.enrichment.errors import MOST_CHARACTERS, CharactersSilent, CharacterTaken, NoCharacters, TooManyCharacters
from persona_app.enrichment.models import Enrichment, EnrichmentCharacter
from persona_app.enrichment.sampling import share_out
from persona_app.enrichment.schemas import ChosenCharacter, EnrichmentState, EnrichmentView, Split
from persona_app.movies.services.finding import get_characters

_SEEDS = 2**62


def preview_split(session: Session, *, character_ids: Sequence[UUID]) -> Split:
    """How 500 dialogues would be shared out among these characters; one that is named twice counts once.

    Raises:
        NoCharacters, TooManyCharacters: there are none, or more than 500.
        CharacterNotFound: one of them does not exist.
        CharactersSilent: none of them has a line.
    """
    ids = list(dict.fromkeys(character_ids))
    if not ids:
        raise NoCharacters
    if len(ids) > MOST_CHARACTERS:
        raise TooManyCharacters(len(ids))
    views = get_characters(session, ids=ids)
    shares = share_out([each.line_count for each in views])
    if not sum(shares):
        raise CharactersSilent
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
            for each, share in zip(views, shares, strict=True)
        )
    )


def open_enrichment(
    session: Session, *, persona_id: UUID, run_id: UUID, character_ids: Sequence[UUID], seed: int | None = None
) -> EnrichmentView:
    """Write down that the run enriches the persona with these characters; they are the persona's from now on.

    Raises:
        CharacterTaken: the persona has one of them already; nothing was written.
        NoCharacters, TooManyCharacters, CharacterNotFound, CharactersSilent: see `preview_split`.
    """
    split = preview_split(session, character_ids=character_ids)
    taken = queries.taken_names(session, persona_id=persona_id, character_ids=[each.character_id for each in split.characters])
    if taken:
        raise CharacterTaken(taken)
    row = Enrichment(
        persona_id=persona_id,
        run_id=run_id,
        number=queries.next_number(session, persona_id=persona_id),
        seed=secrets.randbelow(_SEEDS) if seed is None else seed,
    )
    session.add(row)
    session.flush()
    session.add_all(
        EnrichmentCharacter(enrichment_id=row.id, persona_id=persona_id, position=position, **each.model_dump())
        for position, each in enumerate(split.characters, start=1)
    )
    session.flush()
    return queries.enrichment_views(session, rows=[row])[0]


def hand_over(session: Session, *, run_id: UUID, to_run_id: UUID) -> None:
    """Let another run go on with the enrichment of a failed or cancelled one; its characters are taken again if they were released.

    Raises:
        EnrichmentNotFound: the run had none.
        CharacterTaken: meanwhile another run took one of its characters.
    """
    row = queries.get_enrichment(session, run_id=run_id)
    if row.state == EnrichmentState.DROPPED:
        ids = [each.character_id for each in queries.characters_of(session, enrichment_id=row.id)]
        if taken := queries.taken_names(session, persona_id=row.persona_id, character_ids=ids):
            raise CharacterTaken(taken)
        queries.take_characters(session, enrichment_id=row.id)
    row.run_id, row.state, row.finished_at = to_run_id, EnrichmentState.ASKED.value, None
    session.flush()


def drop_enrichment(session: Session, *, run_id: UUID) -> None:
    """Give the enrichment of a failed or cancelled run up: its characters may be picked again. One that is done stays.

    Raises:
        EnrichmentNotFound: the run had none.
    """
    row = queries.get_enrichment(session, run_id=run_id)
    if row.state != EnrichmentState.ASKED:
        return
    row.state, row.finished_at = EnrichmentState.DROPPED.value, now()
    queries.release_characters(session, enrichment_id=row.id)
    session.flush()
