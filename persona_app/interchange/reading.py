"""Reading a stranger's file off the event loop, and naming it when it names nobody."""

import asyncio
from pathlib import PurePath

from persona_app.core.config import get_settings
from persona_app.ingestion.errors import FileTooLarge
from persona_app.ingestion.schemas import clean_line
from persona_app.interchange.converting import read_file
from persona_app.interchange.draft import Reading


async def read_apart(data: bytes, *, file_name: str) -> Reading:
    """The file, read in a thread.

    Raises:
        FileTooLarge: more than an upload may have.
        ImportRefused, ImportTooLarge: it can't become a persona.
    """
    return await asyncio.to_thread(read_named, data, file_name=file_name)


def read_named(data: bytes, *, file_name: str) -> Reading:
    """The same here and now."""
    most = get_settings().upload_max_bytes
    if len(data) > most:
        raise FileTooLarge(file_name, size=len(data), limit=most)
    return read_file(data, name=name_in(file_name))


def name_in(file_name: str) -> str:
    """What a persona is called whose file names nobody: `harbour rules` for `docs/harbour-rules.agents.md`.

    Files that agents look for have one name everywhere, so they are called after their folder: `billing` for `billing/AGENTS.md`.
    """
    path = PurePath(file_name.replace("\\", "/"))
    is_everywhere = is_instructions(file_name) and path.parent.name not in ("", ".", "..")
    stem = path.parent.name if is_everywhere else path.name.split(".")[0]
    return clean_line(stem.replace("_", " ").replace("-", " "), limit=100)


INSTRUCTIONS = frozenset(
    {"agents.md", "agent.md", "claude.md", "gemini.md", "system.md", "skill.md", "conventions.md", "copilot-instructions.md"}
)


def is_instructions(file_name: str) -> bool:
    """Has the file a name under which agents look for their instructions?"""
    return PurePath(file_name.replace("\\", "/")).name.lower() in INSTRUCTIONS
