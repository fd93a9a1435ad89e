"""Sampling 500 dialogues: how long one takes, alone and against the bare indexed read of the same characters' lines.

The corpus is made up, in the size and shape of a large one: 600 films, 300,000 lines of 35 characters in the median, characters with two
to 600 lines.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import psycopg

from bench.results import Measure, Result, result
from bench.studio import studio
from persona_app.core.db import libpq_url, unit_of_work
from persona_app.core.ids import new_id
from persona_app.enrichment import queries
from persona_app.enrichment.sampling import share_out

FILMS = 600
LINES = 300_000
ROUNDS = 60
AIMS = {1: 20.0, 5: 20.0, 50: 20.0, 500: 60.0}
_WORDS = "I you the salt boat never always want know think letter gone before wife water engine listen morning money home".split()
_BARE = "SELECT id, text FROM line WHERE character_id = ANY(%s) ORDER BY character_id, position"


def run(scale: float) -> Iterator[Result]:
    """One benchmark."""
    with studio(latency=0) as at:
        counts = _fill(at.url, films=max(1, round(FILMS * scale)), lines=max(2_000, round(LINES * scale)))
        measures = [each for characters in AIMS for each in _measured(at.url, counts, characters=characters, scale=scale)]
    yield result(
        benchmark="sampling",
        title="Choosing the 500 dialogues of an enrichment",
        size=f"{sum(counts.values()):,} lines of {len(counts):,} characters; {_rounds(scale)} samples each, of other characters each time",
        scale=scale,
        measures=tuple(measures),
    )


def _rounds(scale: float) -> int:
    return max(5, round(ROUNDS * min(1.0, scale * 10)))


def _fill(url: str, *, films: int, lines: int) -> dict[UUID, int]:
    """The corpus, and how many lines each character has."""
    dice = random.Random(7)
    corpus, counts = new_id(), {}
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute(
            "INSERT INTO corpus (id, name, title, terms, layout, origin, digest, movie_count, character_count, line_count, exchange_count,"
            " report, imported_at) VALUES (%s, 'bench', 'Bench', '', 'rows', '', '', 0, 0, 0, 0, '{}', now())",
            [corpus],
        )
        for _ in range(films):
            counts |= _fill_film(connection, corpus=corpus, lines=lines // films, dice=dice)
        connection.execute("VACUUM ANALYZE line")
        connection.execute("VACUUM ANALYZE character")
    return counts


def _fill_film(connection: psycopg.Connection, *, corpus: UUID, lines: int, dice: random.Random) -> dict[UUID, int]:
    film, cast = new_id(), [new_id() for _ in range(15)]
    speakers = dice.choices(cast, weights=[1 / (place + 1) for place in range(15)], k=lines)
    counts = {each: speakers.count(each) for each in cast}
    connection.execute(
        "INSERT INTO movie (id, corpus_id, external_id, title, searched, genres, line_count) VALUES (%s, %s, '', 'A film', '', '{}', %s)",
        [film, corpus, lines],
    )
    with connection.cursor().copy(
        "COPY character (id, corpus_id, movie_id, external_id, name, searched, gender, line_count) FROM STDIN"
    ) as rows:
        for each in cast:
            rows.write_row((each, corpus, film, "", "Somebody", "", "unknown", counts[each]))
    before: UUID | None = None
    with connection.cursor().copy("COPY line (id, movie_id, character_id, external_id, position, text, answers_id) FROM STDIN") as rows:
        for position, speaker in enumerate(speakers):
            line = new_id()
            text = " ".join(dice.choices(_WORDS, k=max(1, min(200, round(dice.lognormvariate(2.0, 0.95)))))) + "."
            rows.write_row((line, film, speaker, "", position, text, before))
            before = line
    return counts


def _measured(url: str, counts: dict[UUID, int], *, characters: int, scale: float) -> Iterator[Measure]:
    ranked = [each for each in sorted(counts, key=lambda one: (-counts[one], one)) if counts[each] > 0]
    pool = ranked[: max(characters, min(len(ranked), 3 * characters + 100))]
    dice = random.Random(characters)
    picks = [dice.sample(pool, min(characters, len(pool))) for _ in range(_rounds(scale))]
    with psycopg.connect(libpq_url(url)) as connection:
        bare = [_milliseconds(lambda ids=ids: connection.execute(_BARE, [ids]).fetchall()) for ids in picks]
    sampled = [_sampling_milliseconds(ids, counts, seed=at) for at, ids in enumerate(picks)]
    p95 = _p95(sampled)
    noun = "1 character" if characters == 1 else f"{characters} characters"
    yield Measure(name=f"{noun}, p95", value=p95, unit="ms", aim=f"under {AIMS[characters]:g} ms", is_met=p95 < AIMS[characters])
    yield Measure(name=f"{noun}, median", value=statistics.median(sampled), unit="ms")
    yield Measure(name=f"{noun}, against reading all their lines", value=statistics.median(sampled) / statistics.median(bare), unit="times")


def _sampling_milliseconds(ids: Sequence[UUID], counts: dict[UUID, int], *, seed: int) -> float:
    shares = share_out([counts[each] for each in ids])
    with unit_of_work() as session:
        session.connection()
        return _milliseconds(lambda: queries.sample(session, character_shares=list(zip(ids, shares, strict=True)), seed=seed))


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]
