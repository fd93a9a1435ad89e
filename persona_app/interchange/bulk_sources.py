"""Where the files of an import of many lie: in folders, in an archive, or as parts that were sent. All as one list of entries."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from uuid import UUID

from persona_app.core.config import Settings
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import clean_line
from persona_app.interchange.big_archives import BigArchive, is_archive_of_files
from persona_app.interchange.draft import Reading
from persona_app.interchange.errors import ImportRefused, ImportTooLarge
from persona_app.interchange.own_archive import Closing, OwnArchive
from persona_app.interchange.preparing import Prepared
from persona_app.interchange.reading import is_instructions
from persona_app.interchange.stand_ins import derived

LONGEST_FILE = 300
_NOT_OURS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Entry:
    """A file that may become a persona, or several.

    Attributes:
        file: what it is called in results.
        load: its bytes; raises AppError for what a person can be told, OSError for what the machine says.
        read: for a file of an archive of our own in the form before, which knows more than its bytes say.
        prepare: for one in the present form.
        close: for what such an archive says of all of its personas together.
    """

    file: str
    load: Callable[[], bytes]
    read: Callable[[bytes], Reading] | None = None
    prepare: Callable[[bytes], Prepared] | None = None
    close: Callable[[], Closing] | None = None


def shown(name: str) -> str:
    """A file's name as results tell it."""
    return clean_line(name, limit=LONGEST_FILE) or "file"


def entries_of_paths(
    paths: Sequence[Path], *, settings: Settings, is_instructions_only: bool, opened: ExitStack, base: UUID
) -> list[Entry]:
    """The files of folders in the order of their names, those in archives too; `opened` closes what this opens.

    Args:
        base: the import's id.

    Links that lead out of a folder are not followed, hidden files are left out.

    Raises:
        ImportTooLarge: more files than are read.
    """
    entries: list[Entry] = []
    for path, name in _walk(paths):
        if is_instructions_only and not is_instructions(name) and path.suffix != ".zip":
            continue
        of = derived(base, "archive", len(entries))
        entries += _entries_of_path(path, name, settings=settings, is_instructions_only=is_instructions_only, opened=opened, base=of)
        if len(entries) > settings.import_max_files:
            raise ImportTooLarge(f"There are more than {settings.import_max_files:,} files.")
    return entries


def _walk(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, str(path)
            continue
        for each in sorted(path.rglob("*")):
            if each.is_file() and not each.is_symlink() and _is_wanted(str(each.relative_to(path))):
                yield each, str(each)


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and not any(part.startswith(".") and part != ".." or part in _NOT_OURS for part in parts)


def _entries_of_path(
    path: Path, name: str, *, settings: Settings, is_instructions_only: bool, opened: ExitStack, base: UUID
) -> list[Entry]:
    try:
        with path.open("rb") as file:
            is_archive = is_archive_of_files(file, name=path.name)
        if is_archive:
            file_inside = opened.enter_context(path.open("rb"))
            inside = entries_of_archive(file_inside, settings=settings, is_instructions_only=is_instructions_only, base=base)
            return [replace(one, file=shown(f"{name}/{one.file}")) for one in inside]
    except OSError:
        pass  # told when it is loaded
    except (ImportRefused, ImportTooLarge) as error:
        return [Entry(file=shown(name), load=partial(_refuse, error))]  # one of many: the others are imported
    return [Entry(file=shown(name), load=lambda: _load(path, most=settings.upload_max_bytes))]


def _refuse(error: ImportRefused | ImportTooLarge) -> bytes:
    raise error


def _load(path: Path, *, most: int) -> bytes:
    size = path.stat().st_size
    if size > most:
        raise FileTooLarge(path.name, size=size, limit=most)
    return path.read_bytes()


def entries_of_archive(file: BinaryIO, *, settings: Settings, is_instructions_only: bool, base: UUID) -> list[Entry]:
    """The files of a ZIP archive; of one that this program wrote, its personas.

    Args:
        base: from which id theirs are derived.

    Raises:
        ImportRefused: it is no archive, damaged, or has no file that could be imported.
        ImportTooLarge: more files than are read.
    """
    archive = BigArchive(file, most_files=settings.import_max_files, most_bytes=settings.upload_max_bytes)
    own = OwnArchive.find(archive, base=base)
    if own is not None:
        return _entries_of_own(own)
    wanted = [
        (number, name)
        for number, name in enumerate(archive.names)
        if _is_wanted(name) and (not is_instructions_only or is_instructions(name))
    ]
    if not wanted:
        raise ImportRefused("The archive has no file in it that could be imported.")
    return [Entry(file=shown(name), load=_loader(archive, number)) for number, name in wanted]


def _entries_of_own(own: OwnArchive) -> list[Entry]:
    if own.is_former:
        return [Entry(file=shown(name), load=own.loader(number), read=own.reader(number)) for number, name in own.personas()]
    found = [Entry(file=shown(name), load=own.loader(number), prepare=own.preparer(number)) for number, name in own.personas()]
    return [*found, Entry(file=own.closing_name, load=lambda: b"", close=own.closing)] if own.closing_name else found


def entries_of_parts(names: Sequence[str], *, load: Callable[[int], bytes], is_instructions_only: bool) -> list[Entry]:
    """Files that were sent one by one."""
    numbered = [(number, name) for number, name in enumerate(names) if not is_instructions_only or is_instructions(name)]
    return [Entry(file=shown(name), load=partial(load, number)) for number, name in numbered]


def _loader(archive: BigArchive, number: int) -> Callable[[], bytes]:
    return lambda: archive.read(number)
