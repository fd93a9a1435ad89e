"""Taking the older table over: a batch in a transaction, so that what was taken stays whatever happens, and a second run goes on."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, OperationalError

from persona_app.accounts.schemas import Actor
from persona_app.core.db import unit_of_work
from persona_app.core.failures import DatabaseAway
from persona_app.interchange.judging import judge_rows, key_of
from persona_app.interchange.legacy_table import AT_ONCE, LegacyTable
from persona_app.interchange.schemas import LegacyRow, Reason, Refusal, Report
from persona_app.personas.schemas import FormerPersona, TakenPersona
from persona_app.personas.services.importing import find_taken, import_personas

Tell = Callable[[Refusal], None]
Advance = Callable[[int], None]
LIMIT_EXCEEDED = "54"
"""The class of PostgreSQL's errors about a value that is too much for an index or a row."""


@dataclass
class _Tally:
    """What happened so far. `clashing` holds the ids of rows that could not be stored, nothing else grows with the table."""

    tell: Tell
    found: int = 0
    taken: int = 0
    already: int = 0
    without_persona: int = 0
    verified: int = 0
    refused: Counter[Reason] = field(default_factory=Counter)
    clashing: set[str] = field(default_factory=set)
    differing: list[str] = field(default_factory=list)

    def refuse(self, refusal: Refusal) -> None:
        self.refused[refusal.reason] += 1
        self.tell(refusal)

    def note(self, former: FormerPersona, outcome: Reason | bool) -> None:
        """True: taken now; False: an earlier run took it; a reason: neither."""
        if isinstance(outcome, Reason):
            self.clashing.add(key_of(former))
            self.refuse(Refusal(row=key_of(former), reason=outcome))
        elif outcome:
            self.taken += 1
            self.without_persona += former.profile is None
        else:
            self.already += 1

    def report(self) -> Report:
        return Report(
            found=self.found,
            taken=self.taken,
            already=self.already,
            refused=dict(self.refused),
            without_persona=self.without_persona,
            verified=self.verified,
            differing=tuple(self.differing),
        )


def take_over(table: LegacyTable, *, actor: Actor, is_trial: bool, tell: Tell, advance: Advance) -> Report:
    """Make a persona of the actor's of every row that fits and is not here yet; then read all again and compare both sides.

    A trial judges every row and writes nothing. `tell` gets each row that was not taken, `advance` how many rows went by (each row goes
    by twice, in a trial once).

    Raises:
        SourceAway: the older database went away; what was taken is kept.
        DatabaseAway: this one did; the same.
    """
    tally = _Tally(tell)
    take = _look if is_trial else _take
    try:
        for former in _fitting(table, refuse=tally.refuse, found=lambda count: _count(tally, advance, count)):
            for one, outcome in zip(former, take(former, actor=actor), strict=True):
                tally.note(one, outcome)
        if not is_trial:
            _verify(table, actor=actor, tally=tally, advance=advance)
    except (OperationalError, InterfaceError) as error:
        raise DatabaseAway from error
    return tally.report()


def _count(tally: _Tally, advance: Advance, count: int) -> None:
    tally.found += count
    advance(count)


def _fitting(table: LegacyTable, *, refuse: Tell, found: Advance) -> Iterator[list[FormerPersona]]:
    """What can be taken, batch by batch; the batches are judged as one stream, since rows with one id may lie in two."""

    def rows() -> Iterator[LegacyRow]:
        for batch in table.batches():
            yield from batch
            found(len(batch))

    batch: list[FormerPersona] = []
    for judged in judge_rows(rows()):
        if isinstance(judged, Refusal):
            refuse(judged)
            continue
        batch.append(judged)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    yield batch


def _take(former: Sequence[FormerPersona], *, actor: Actor) -> list[Reason | bool]:
    """All of a batch in one transaction; one after the other when the database refuses one of them."""
    try:
        with unit_of_work(acting_for=actor.account_id) as session:
            there = _by_key(find_taken(session, actor=actor, former=former))
            import_personas(session, actor=actor, former=[one for one in former if key_of(one) not in there])
    except DBAPIError as error:
        if not _is_about_values(error):
            raise
        if len(former) == 1:
            return [Reason.REFUSED]
        return [outcome for one in former for outcome in _take([one], actor=actor)]
    return [_outcome(one, there.get(key_of(one))) for one in former]


def _look(former: Sequence[FormerPersona], *, actor: Actor) -> list[Reason | bool]:
    """What `_take` would answer."""
    with unit_of_work(acting_for=actor.account_id) as session:
        there = _by_key(find_taken(session, actor=actor, former=former))
    return [_outcome(one, there.get(key_of(one))) for one in former]


def _outcome(former: FormerPersona, there: TakenPersona | None) -> Reason | bool:
    if there is None:
        return True
    return False if _is_same(former, there) else Reason.ID_TAKEN


def _verify(table: LegacyTable, *, actor: Actor, tally: _Tally, advance: Advance) -> None:
    """Read the same snapshot again, and what is stored now, and compare them."""
    for former in _fitting(table, refuse=lambda refusal: None, found=advance):
        with unit_of_work(acting_for=actor.account_id) as session:
            there = _by_key(find_taken(session, actor=actor, former=former))
        for one in former:
            stored = there.get(key_of(one))
            if stored is not None and _is_same(one, stored):
                tally.verified += 1
            elif key_of(one) not in tally.clashing:
                tally.differing.append(key_of(one))


def _by_key(taken: Sequence[TakenPersona]) -> dict[str, TakenPersona]:
    by_id = {str(one.id): one for one in taken}
    return by_id | {one.legacy_id: one for one in taken if one.legacy_id is not None}


def _is_same(former: FormerPersona, stored: TakenPersona) -> bool:
    """Text (by its hash), profile to the letter, both times."""
    changed_at = stored.updated_at if former.profile is not None else former.updated_at
    return (sha256(former.text.encode()).hexdigest(), former.profile, former.created_at, former.updated_at) == (
        stored.text_sha256,
        stored.profile,
        stored.created_at,
        changed_at,
    )


def _is_about_values(error: DBAPIError) -> bool:
    if isinstance(error, IntegrityError | DataError):
        return True
    return str(getattr(error.orig, "sqlstate", "") or "").startswith(LIMIT_EXCEEDED)
