"""A persona of 50 kB with 500 versions: opening it, comparing two of its contents, blame, and twenty editors who save at once."""

import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import Session

from bench.results import Measure, Result, result
from bench.studio import BenchStudio, as_item, studio
from persona_app.core.db import configure, unit_of_work
from persona_app.core.listening import Listener
from persona_app.personas.comparing import compare_texts
from persona_app.personas.keeping import GONE, VERSIONS
from persona_app.personas.profile import Claim, DataCitation, Identity, Profile
from persona_app.personas.schemas import NewVersion, PersonaView
from persona_app.personas.services.blaming import blame_version
from persona_app.personas.services.editing import compare_versions, edit_content
from persona_app.personas.services.lifecycle import create_persona
from persona_app.personas.services.reading import get_persona
from persona_app.personas.services.versioning import append_version, find_latest_version, get_version
from tests.serving import eventually

BYTES, VERSIONS_MADE, CLAIMS = 50_000, 500, 150
ROUNDS, BLAMES = 300, 9
EDITORS, SAVES = 20, 25
T = TypeVar("T")
_WORDS = (
    "she he the salt boat never always want know letter gone before water engine listen morning money home bread oven flour ledger harbour"
).split()
_BARE = (
    "SELECT * FROM persona WHERE id = :id",
    ("SELECT v.* FROM persona_version v JOIN persona p ON p.id = v.persona_id AND p.version_count = v.number WHERE p.id = :id"),
)


def run(scale: float) -> Iterator[Result]:
    """All of it, on one database."""
    with studio(latency=0) as at:
        configure(at.url, pool_size=EDITORS)
        persona_id, contents = _write(at, versions=max(20, round(VERSIONS_MADE * scale)))
        yield _opening(at, persona_id, versions=len(contents), scale=scale)
        yield _comparing(at, persona_id, contents, scale=scale)
        yield _blaming(at, persona_id, versions=len(contents), scale=scale)
        yield _saving(at, saves=max(1, round(SAVES * scale)), scale=scale)


def _opening(at: BenchStudio, persona_id: UUID, *, versions: int, scale: float) -> Result:
    rounds = max(20, round(ROUNDS * scale))

    def opened(session: Session) -> None:
        get_persona(session, actor=at.actor, persona_id=persona_id)
        find_latest_version(session, actor=at.actor, persona_id=persona_id)

    def bare(session: Session) -> None:
        for statement in _BARE:
            session.execute(text(statement), {"id": persona_id}).all()

    cpu_read = _processor(lambda: _work(at, opened), rounds=rounds)
    read, plain = _turns(lambda: _work(at, opened), lambda: _work(at, bare), rounds=rounds)
    listener = Listener(at.url, {GONE: VERSIONS})
    listener.start()
    eventually(lambda: VERSIONS.is_heard)
    _work(at, opened)
    kept, beside = _turns(lambda: _work(at, opened), lambda: _work(at, bare), rounds=rounds)
    cpu_kept = _processor(lambda: _work(at, opened), rounds=rounds)
    held = VERSIONS.size
    listener.stop()
    p95 = _percentile(read, 95)
    return result(
        benchmark="versions-opening",
        title="Opening a persona of 50 kB with 500 versions",
        size=f"The persona and its newest of {versions:,} versions ({BYTES / 1000:.0f} kB of content, {CLAIMS} claims with three "
        f"quotes each), read {rounds} times at the services; beside the two bare queries for the same rows, in turns. Kept: from the "
        "memory of the process; whose it is, is asked of the database each time.",
        scale=scale,
        measures=(
            Measure(name="p95", value=p95, unit="ms", aim="under 100 ms", is_met=p95 < 100),
            Measure(name="median", value=statistics.median(read), unit="ms"),
            Measure(name="median of the bare queries", value=statistics.median(plain), unit="ms"),
            Measure(name="ratio to the bare queries", value=statistics.median(read) / statistics.median(plain), unit=""),
            Measure(name="p95, kept", value=_percentile(kept, 95), unit="ms"),
            Measure(name="median, kept", value=statistics.median(kept), unit="ms"),
            Measure(name="ratio to the bare queries, kept", value=statistics.median(kept) / statistics.median(beside), unit=""),
            Measure(name="read against kept", value=statistics.median(read) / statistics.median(kept), unit="times"),
            Measure(name="time of the processor, each", value=cpu_read, unit="ms"),
            Measure(name="time of the processor, each, kept", value=cpu_kept, unit="ms"),
            Measure(name="processor: read against kept", value=cpu_read / cpu_kept, unit="times"),
            Measure(name="memory counted for one version", value=held / 1e6, unit="MB"),
        ),
    )


def _comparing(at: BenchStudio, persona_id: UUID, contents: list[str], *, scale: float) -> Result:
    other = "".join(_content(random.Random(2)))
    pairs = {
        "a sentence apart": (contents[0], contents[1]),
        f"{len(contents):,} edits apart": (contents[0], contents[-1]),
        "with nothing in common": (contents[0], other),
        "of single letters": ("a b " * (BYTES // 4), "b c a " * (BYTES // 6)),
    }
    times = {name: [_computed(pair) for _ in range(9)] for name, pair in pairs.items()}
    worst = max(statistics.median(each) for each in times.values())

    def whole(session: Session) -> None:
        compare_versions(session, actor=at.actor, persona_id=persona_id, before=1, after=len(contents))

    service = [_timed(lambda: _work(at, whole)) for _ in range(9)]
    return result(
        benchmark="versions-comparing",
        title="Comparing two contents of 50 kB",
        size="Medians of nine, in time of the processor; words are compared. The last line is wall time of the whole service: it reads "
        "both versions, and compares their profiles too.",
        scale=scale,
        measures=(
            *(Measure(name=f"contents {name}", value=statistics.median(each), unit="ms") for name, each in times.items()),
            Measure(name="worst of these", value=worst, unit="ms", aim="under 50 ms", is_met=worst < 50),
            Measure(name="two versions, as the page asks", value=statistics.median(service), unit="ms"),
        ),
    )


def _blaming(at: BenchStudio, persona_id: UUID, *, versions: int, scale: float) -> Result:
    def blamed(session: Session) -> None:
        blame_version(session, actor=at.actor, persona_id=persona_id, number=versions)

    def bare(session: Session) -> None:
        session.execute(
            text("SELECT content, profile FROM persona_version WHERE persona_id = :id ORDER BY number DESC"), {"id": persona_id}
        ).all()

    times, plain = _turns(lambda: _work(at, blamed), lambda: _work(at, bare), rounds=max(2, round(BLAMES * scale)))
    tracemalloc.start()
    _work(at, blamed)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return result(
        benchmark="versions-blaming",
        title="Who brought what of a content of 50 kB",
        size=f"{versions:,} versions, each with another sentence, each tenth with another claim; beside reading all of them.",
        scale=scale,
        measures=(
            Measure(name="median", value=statistics.median(times), unit="ms"),
            Measure(name="reading all versions", value=statistics.median(plain), unit="ms"),
            Measure(name="ratio", value=statistics.median(times) / statistics.median(plain), unit=""),
            Measure(name="peak of allocations", value=peak / 1e6, unit="MB", aim="under 50 MB", is_met=peak < 50e6),
        ),
    )


def _saving(at: BenchStudio, *, saves: int, scale: float) -> Result:
    sheet = "# Mara\n\n" + "".join(f"Editor {number} wrote nothing yet.\n\n" for number in range(EDITORS))
    persona_id = _create(at, name="Shared")
    _work(at, lambda session: edit_content(session, actor=at.actor, persona_id=persona_id, base=0, content=sheet))

    def edit(editor: int) -> list[float]:
        mine, base, times = sheet, 1, []
        for time_ in range(1, saves + 1):
            was = "nothing yet" if time_ == 1 else f"{time_ - 1} times"
            mine = mine.replace(f"Editor {editor} wrote {was}.", f"Editor {editor} wrote {time_} times.")
            began = time.perf_counter()
            edited = {"persona_id": persona_id, "base": base, "content": mine}
            saved = _work(at, lambda session: edit_content(session, actor=at.actor, **edited))  # type: ignore[arg-type] # noqa: B023 - at once
            times.append((time.perf_counter() - began) * 1000)
            mine, base = saved.content, saved.number
        return times

    began = time.perf_counter()
    with ThreadPoolExecutor(EDITORS) as pool:
        times = sorted(each for some in pool.map(edit, range(EDITORS)) for each in some)
    wall = time.perf_counter() - began
    newest = _work(at, lambda session: get_version(session, actor=at.actor, persona_id=persona_id, number=EDITORS * saves + 1))
    there = sum(f"Editor {editor} wrote {saves} times." in newest.content for editor in range(EDITORS))
    return result(
        benchmark="versions-saving",
        title="Twenty editors who save the same content at once",
        size=f"{EDITORS} editors, {EDITORS * saves:,} saves, each upon the state that its editor saw last; what others saved is joined.",
        scale=scale,
        measures=(
            Measure(name="saves a second", value=EDITORS * saves / wall, unit="/s"),
            Measure(name="p95 of a save", value=_percentile(times, 95), unit="ms"),
            Measure(name="editors whose last words are there", value=there, unit="", aim=f"{EDITORS}", is_met=there == EDITORS),
        ),
    )


def _write(at: BenchStudio, *, versions: int) -> tuple[UUID, list[str]]:
    """The persona, and the content of each of its versions."""
    chance = random.Random(1)
    persona_id, paragraphs, profile, contents = _create(at, name="Mara"), _content(chance), _profile(chance), []
    for number in range(versions):
        if number % 10 == 9:
            profile = profile.model_copy(update={"habits": (*profile.habits, _claim(chance, f"habit-{number}"))})
        contents.append("".join(paragraphs))
        new = NewVersion(
            profile=profile,
            content=contents[-1],
            author_id=at.actor.account_id,
            data_ids=(),
            engine="bench",
            model="bench",
            is_extractive=False,
            prompt_version="1",
            origin="edited",
        )
        _work(at, lambda session: append_version(session, persona_id=persona_id, new=new))  # noqa: B023 - called at once
        paragraphs[chance.randrange(1, len(paragraphs))] = _paragraph(chance)
    return persona_id, contents


def _create(at: BenchStudio, *, name: str) -> UUID:
    persona: PersonaView = _work(at, lambda session: create_persona(session, actor=at.actor, name=name, items=[as_item(f"{name} bakes.")]))
    return persona.id


def _content(chance: random.Random) -> list[str]:
    paragraphs, size = ["# Mara\n"], 0
    while size < BYTES - 600:
        paragraphs.append(_paragraph(chance))
        size += len(paragraphs[-1])
    return paragraphs


def _paragraph(chance: random.Random) -> str:
    return "\n" + " ".join(_sentence(chance) for _ in range(5)) + "\n"


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randint(6, 16))).capitalize() + "."


def _profile(chance: random.Random) -> Profile:
    claims = [_claim(chance, f"claim-{number}") for number in range(CLAIMS)]
    third = CLAIMS // 3
    return Profile(
        identity=Identity(name=_claim(chance, "name")),
        goals=tuple(claims[:third]),
        likes=tuple(claims[third : 2 * third]),
        facts=tuple(claims[2 * third :]),
    )


def _claim(chance: random.Random, claim_id: str) -> Claim:
    citations = tuple(DataCitation(data_id=uuid4(), start=0, end=9, quote=_sentence(chance)) for _ in range(3))
    return Claim(id=claim_id, value=_sentence(chance), citations=citations, support=3)


def _work(at: BenchStudio, service: Callable[[Session], T]) -> T:
    with unit_of_work(acting_for=at.actor.account_id) as session:
        return service(session)


def _turns(ours: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each, in turns, so that whatever else the machine does meets both; sorted."""
    pairs = [(_timed(ours), _timed(bare)) for _ in range(rounds)]
    return sorted(one for one, _ in pairs), sorted(other for _, other in pairs)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _computed(pair: tuple[str, str]) -> float:
    """Milliseconds of the processor: nothing is waited for, and whatever else the machine does counts for nothing."""
    began = time.process_time()
    compare_texts(*pair)
    return (time.process_time() - began) * 1000


def _processor(work: Callable[[], object], *, rounds: int) -> float:
    """Milliseconds of this process's processor for each: what a server can do more of, whatever else the machine does."""
    began = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - began) * 1000 / rounds


def _percentile(times: list[float], percent: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * percent / 100))]
