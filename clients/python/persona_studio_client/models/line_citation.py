from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import Literal, cast
from uuid import UUID


T = TypeVar("T", bound="LineCitation")


@_attrs_define
class LineCitation:
    """The words stand in a line of film dialogue.

    Attributes:
        kind: which of the four kinds of citation this is.
        line_id: the line of the dialogue corpus.
        start: first code point of the quote.
        end: the code point after its last.
        quote: the words themselves, verbatim.

    """

    end: int
    line_id: UUID
    quote: str
    start: int
    kind: Literal["line"] | Unset = "line"

    def to_dict(self) -> dict[str, Any]:
        end = self.end

        line_id = str(self.line_id)

        quote = self.quote

        start = self.start

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "end": end,
                "line_id": line_id,
                "quote": quote,
                "start": start,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        end = d.pop("end")

        line_id = UUID(d.pop("line_id"))

        quote = d.pop("quote")

        start = d.pop("start")

        kind = cast(Literal["line"] | Unset, d.pop("kind", UNSET))
        if kind != "line" and not isinstance(kind, Unset):
            raise ValueError(f"kind must match const 'line', got '{kind}'")

        line_citation = cls(
            end=end,
            line_id=line_id,
            quote=quote,
            start=start,
            kind=kind,
        )

        return line_citation
