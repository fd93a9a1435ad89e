"""What ingestion hands on: words as they are stored, and why something was not taken."""

import re
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator

from persona_app.core.config import Settings

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def clean_text(text: str) -> str:
    """The text as it is stored, which all offsets count in: without leading byte order marks, NUL and lone surrogates, newlines as \\n.

    Everything else stays as submitted; in particular no Unicode normalisation.
    """
    return _UNSTORABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def clean_line(text: str, *, limit: int) -> str:
    """One line for titles and names: no control or direction characters, white space joined, cut to `limit` characters."""
    line = " ".join(_CONTROLS.sub(" ", text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


class Limits(BaseModel):
    """How much may be read from one file."""

    model_config = ConfigDict(frozen=True)

    max_bytes: int = Field(10_000_000, ge=1, description="Bytes of the file itself.")
    max_characters: int = Field(20_000_000, ge=1, description="Characters of text made from it.")
    seconds: float = Field(60, gt=0, description="Deadline for reading a PDF, DOCX or HTML.")
    memory_bytes: int = Field(1_000_000_000, ge=100_000_000, description="Address space of the process that reads it.")
    nesting: int = Field(64, ge=1, le=200, description="Levels of lists and objects in JSON.")

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The limits that the settings name."""
        return cls(max_bytes=settings.upload_max_bytes, seconds=settings.extract_seconds)


class Extracted(BaseModel):
    """One submission, read: what becomes one datum of a persona.

    Attributes:
        title: of the document, else the file name, the address or the first words.
        origin: the address as given or the file name; empty for pasted text.
        media_type: of the original, for example `application/pdf`.
        text: never blank; cleaned by `clean_text`.
        size_bytes: of the original: file, decoded page, or pasted text in UTF-8.
        metadata: what else is known: `encoding`, `pages`, `final_url`, `rows`…
    """

    model_config = ConfigDict(frozen=True)

    kind: Literal["text", "url", "file", "card"]
    title: str
    origin: str
    media_type: str
    text: str
    size_bytes: int = Field(ge=0)
    metadata: Mapping[str, str | int] = Field(default_factory=dict)

    @field_validator("text", mode="before")
    @classmethod
    def _as_stored(cls, text: str) -> str:
        stored = clean_text(text)
        if not stored.strip():
            raise ValueError("the text is blank")
        return stored

    @field_validator("title", mode="before")
    @classmethod
    def _title_in_one_line(cls, title: str) -> str:
        return clean_line(title, limit=200)


class Failure(BaseModel):
    """One item that was not taken, and why."""

    model_config = ConfigDict(frozen=True)

    source: str = Field(description="The file name or address; 'Pasted text' for the text.")
    sentence: str = Field(description="What happened and what to do, for a person.")
    code: str = Field(description="The error's stable name.")


class Gathering(BaseModel):
    """Everything one submission brought, in the order text, addresses, files."""

    model_config = ConfigDict(frozen=True)

    items: tuple[Extracted, ...]
    failures: tuple[Failure, ...]
