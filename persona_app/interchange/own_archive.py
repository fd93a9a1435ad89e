"""An archive of personas as this program writes it: of each all of its history, and what its owner's account has beside them.

    persona-studio.json              {"persona_studio_archive": 2, "digest": …, "personas": [{"folder", "place", "name", "digest"}]}
    studio.json                      folders, labels, saved searches, templates (`services/shelving.py`)
    personas/0001-mara/persona.json  and what lies beside it (`whole.py`)

A persona's digest is a SHA-256 over its files, in which no id stands: the same state has the same digest in every installation.

The form before (1) has of each persona our own JSON of its newest state, with its data, pictures and files beside it. It is read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from persona_app.interchange.big_archives import OURS, BigArchive
from persona_app.interchange.draft import Reading
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from persona_app.interchange.formats import own
from persona_app.interchange.preparing import Original, Prepared, prepare_whole
from persona_app.interchange.stand_ins import persona_at
from persona_app.interchange.texts import decode, object_of, read_json
from persona_app.interchange.whole import HEAD, Head, Parentage, Whole, damage, validated
from persona_app.interchange.whole import MARK as HEAD_MARK
from persona_app.interchange.whole import VERSION as HEAD_VERSION

MANIFEST, STUDIO, MARK = OURS, "studio.json", "persona_studio_archive"
FORMER, VERSION = 1, 2
MOST_BESIDE = 100_000_000
"""Bytes of a file beside a persona, and in the form before of all of them; what was uploaded once is never larger unpacked."""
_MANIFEST_BYTES = 20_000_000


class Listed(BaseModel):
    """A persona in the archive's list; `parent` is the place of its parent there."""

    model_config = ConfigDict(frozen=True)

    folder: str
    place: int = Field(0, ge=0, lt=2**31)
    parent: int | None = Field(None, ge=1, lt=2**31)


@dataclass(frozen=True)
class Closing:
    """What an archive says of all of its personas together, to be done once they are there.

    Attributes:
        studio: the file of folders, labels, searches and templates; None in an archive of some personas.
        children: the id of each child, its parent's, and what it has of it; read one by one.
    """

    archive: UUID
    studio: bytes | None
    children: Callable[[], Iterator[tuple[UUID, UUID, Parentage]]]


class OwnArchive:
    """The personas of an archive that this program wrote.

    Attributes:
        base: from which id those of its personas are derived.
    """

    def __init__(self, archive: BigArchive, numbers: dict[str, int], listed: list[Listed], *, is_former: bool, base: UUID) -> None:
        self._archive, self._numbers, self._listed = archive, numbers, listed
        self.is_former, self.base = is_former, base
        self._sizes: dict[str, int] = {}
        for name, number in numbers.items():
            folder = "/".join(name.split("/")[:2])
            self._sizes[folder] = self._sizes.get(folder, 0) + archive.size(number)

    @classmethod
    def find(cls, archive: BigArchive, *, base: UUID) -> "OwnArchive | None":
        """None for any other archive.

        Raises:
            ImportRefused: its list of personas is damaged, or of a newer program.
            ImportTooLarge: it names more personas than files are read.
        """
        numbers = {name: number for number, name in enumerate(archive.names)}
        if MANIFEST not in numbers:
            return None
        manifest = object_of(read_json(decode(archive.read(numbers[MANIFEST], most=_MANIFEST_BYTES))), what="The archive's list")
        if MARK not in manifest:
            return None
        form = manifest[MARK]
        if form not in (FORMER, VERSION):
            raise ImportRefused("The archive was written by a newer version of this program.")
        listed = _listed_in(manifest.get("personas"), most=archive.most_files, are_placed=form == VERSION)
        return cls(archive, numbers, listed, is_former=form == FORMER, base=base)

    @property
    def closing_name(self) -> str:
        """What the archive says beside its personas, as results call it; empty when it says nothing."""
        has_any = STUDIO in self._numbers or any(one.parent for one in self._listed)
        return STUDIO if has_any and not self.is_former else ""

    def personas(self) -> Iterator[tuple[int, str]]:
        """By number in the list, the names of their files."""
        yield from enumerate(f"{one.folder}/{HEAD}" for one in self._listed)

    def loader(self, number: int) -> Callable[[], bytes]:
        """What reads the persona's own file."""
        return lambda: self._read(f"{self._listed[number].folder}/{HEAD}")

    def reader(self, number: int) -> Callable[[bytes], Reading]:
        """What makes a persona of it, in an archive of the form before, which holds all that lies beside it in memory."""
        return lambda data: own.read(data, beside=self._bounded(number))

    def preparer(self, number: int) -> Callable[[bytes], Prepared]:
        """The same in one of the present form."""
        return lambda data: prepare_whole(self._whole(number, data), Original(file_name=HEAD, media_type="application/json", data=data))

    def closing(self) -> Closing:
        """What is to be done at the end."""
        studio = self._read(STUDIO) if STUDIO in self._numbers else None
        return Closing(archive=self.base, studio=studio, children=self._children)

    def _children(self) -> Iterator[tuple[UUID, UUID, Parentage]]:
        for number, one in enumerate(self._listed):
            tie = self._whole(number, self.loader(number)()).head.parent if one.parent else None
            if tie is not None and tie.place is not None:
                yield persona_at(self.base, one.place), persona_at(self.base, tie.place), tie

    def _whole(self, number: int, data: bytes) -> Whole:
        value = object_of(read_json(decode(data)), what="The file")
        if value.get(HEAD_MARK) != HEAD_VERSION:
            raise damage()
        listed = self._listed[number]
        head = validated(Head, value.get("persona"))
        size = self._sizes.get(listed.folder, 0)
        return Whole(head, archive=self.base, place=listed.place, size=size, read=self._beside(number), lines=self._lines(number))

    def _beside(self, number: int) -> Callable[[str], bytes]:
        return lambda name: self._read(f"{self._listed[number].folder}/{name}")

    def _bounded(self, number: int) -> Callable[[str], bytes]:
        """The same, of so many bytes together: a file may be named again and again."""
        left = MOST_BESIDE

        def read(name: str) -> bytes:
            nonlocal left
            data = self._archive.read(self._number(f"{self._listed[number].folder}/{name}"), most=max(1, left))
            left -= len(data)
            return data

        return read

    def _lines(self, number: int) -> Callable[[str], Iterator[bytes]]:
        return lambda name: self._archive.lines(self._number(f"{self._listed[number].folder}/{name}"))

    def _read(self, name: str) -> bytes:
        return self._archive.read(self._number(name), most=MOST_BESIDE)

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            raise ImportRefused("A file that belongs to the persona is missing in the archive.")
        return self._numbers[name]


def _listed_in(listed: JsonValue, *, most: int, are_placed: bool) -> list[Listed]:
    """What the list names; a folder may be named again and again in the form before, so they are counted."""
    try:
        named = [Listed.model_validate(one) for one in listed] if isinstance(listed, list) else None
    except ValidationError:
        named = None
    if named is None or (are_placed and len({one.place for one in named}) < len(named)):
        raise ImportRefused("The archive's list of personas is damaged.")
    if len(named) > most:
        raise ImportTooLarge(f"The archive names {len(named):,} personas; at most {most:,} are read.")
    return named
