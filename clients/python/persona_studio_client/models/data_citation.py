from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import Literal, cast
from uuid import UUID


T = TypeVar("T", bound="DataCitation")


@_attrs_define
class DataCitation:
    """The words stand in a datum: `text[start:end] == quote`.

    Attributes:
        kind: which of the four kinds of citation this is.
        data_id: the datum, one of the persona's.
        start: first code point of the quote.
        end: the code point after its last.
        quote: the words themselves, verbatim.

    """

    data_id: UUID
    end: int
    quote: str
    start: int
    kind: Literal["data"] | Unset = "data"

    def to_dict(self) -> dict[str, Any]:
        data_id = str(self.data_id)

        end = self.end

        quote = self.quote

        start = self.start

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "data_id": data_id,
                "end": end,
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
        data_id = UUID(d.pop("data_id"))

        end = d.pop("end")

        quote = d.pop("quote")

        start = d.pop("start")

        kind = cast(Literal["data"] | Unset, d.pop("kind", UNSET))
        if kind != "data" and not isinstance(kind, Unset):
            raise ValueError(f"kind must match const 'data', got '{kind}'")

        data_citation = cls(
            data_id=data_id,
            end=end,
            quote=quote,
            start=start,
            kind=kind,
        )

        return data_citation
