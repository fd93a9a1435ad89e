"""Who brought what: the content in runs of one version each, and every claim with its version and data."""

from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from persona_app.personas.claims import title_at
from persona_app.personas.schemas import BlamedClaim, BlamedPassage, BlamedVersion, VersionBlame
from persona_app.web import routes
from persona_app.web.shown.versions import ORIGINS


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownSource(_Frozen):
    """A datum that brought something."""

    title: str
    href: str


class ShownRun(_Frozen):
    """Neighbouring passages of one version; `shade` tells a newer version (3) from an older one (1)."""

    key: str
    text: str
    version: str
    href: str
    how: str
    created_at: str
    shade: int
    sources: tuple[ShownSource, ...]


class ShownBlamedClaim(_Frozen):
    """A claim, and what brought it."""

    key: str
    field: str
    value: str
    version: str
    href: str
    sources: tuple[ShownSource, ...]


class ShownBlame(_Frozen):
    """All of it; `number` 0: none is shown."""

    number: int = 0
    summary: str = ""
    runs: tuple[ShownRun, ...] = ()
    claims: tuple[ShownBlamedClaim, ...] = ()


class _Names(NamedTuple):
    """What the numbers and ids of blame are called."""

    persona_id: str
    reader_id: str
    versions: dict[int, BlamedVersion]
    data: dict[UUID, ShownSource]
    order: dict[int, int]

    def sources(self, ids: tuple[UUID, ...]) -> tuple[ShownSource, ...]:
        """The data among them that are this persona's."""
        return tuple(self.data[each] for each in ids if each in self.data)

    def how(self, number: int) -> str:
        """In which way a version came, and by whom."""
        version = self.versions[number]
        origin = ORIGINS.get(version.origin, version.origin.capitalize())
        return f"{origin} by {'you' if str(version.author_id) == self.reader_id else 'somebody else'}"

    def shade(self, number: int) -> int:
        """The newest third of the versions that brought something is 3."""
        return 3 - min(2, 3 * self.order[number] // max(1, len(self.order)))


def shown_blame(blame: VersionBlame, *, persona_id: str, reader_id: str) -> ShownBlame:
    """In words and links."""
    names = _Names(
        persona_id=persona_id,
        reader_id=reader_id,
        versions={each.number: each for each in blame.versions},
        data={
            each.id: ShownSource(title=f"Data {each.number}: {each.title}", href=routes.persona_datum(persona_id, each.id))
            for each in blame.data
        },
        order={each.number: at for at, each in enumerate(blame.versions)},
    )
    groups = [(number, tuple(group)) for number, group in groupby(blame.passages, key=lambda each: each.number)]
    return ShownBlame(
        number=blame.number,
        summary=_summary(blame),
        runs=tuple(_run(at, number, group, names) for at, (number, group) in enumerate(groups)),
        claims=tuple(_claim(each, names) for each in blame.claims),
    )


def _summary(blame: VersionBlame) -> str:
    numbers = [each.number for each in blame.versions]
    if len(numbers) < 2:
        return f"All of it came with version {numbers[0]}." if numbers else "There is nothing in it."
    return f"What is in it came with {len(numbers)} versions, the first of them version {numbers[-1]}."


def _run(at: int, number: int, group: tuple[BlamedPassage, ...], names: _Names) -> ShownRun:
    cited = tuple(dict.fromkeys(each for passage in group for each in passage.data_ids))
    return ShownRun(
        key=f"{at}-{number}",
        text="".join(each.text for each in group),
        version=f"Version {number}",
        href=routes.persona_version(names.persona_id, number),
        how=names.how(number),
        created_at=names.versions[number].created_at.isoformat(),
        shade=names.shade(number),
        sources=names.sources(cited or names.versions[number].data_ids),
    )


def _claim(claim: BlamedClaim, names: _Names) -> ShownBlamedClaim:
    return ShownBlamedClaim(
        key=f"{claim.field}-{claim.id}",
        field=title_at(claim.field),
        value=f"{claim.who}: {claim.value}" if claim.who and claim.who not in claim.value else claim.value,
        version=f"Version {claim.number}",
        href=routes.persona_version(names.persona_id, claim.number),
        sources=names.sources(claim.data_ids),
    )
