from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.datum_details import DatumDetails


T = TypeVar("T", bound="Datum")


@_attrs_define
class Datum:
    """One submission whole; all offsets of citations count code points of `raw_text`."""

    char_count: int
    created_at: datetime.datetime
    id: UUID
    kind: str
    media_type: str
    number: int
    origin: str
    raw_text: str
    size_bytes: int
    text_sha256: str
    title: str
    details: DatumDetails | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.datum_details import DatumDetails  # noqa: PLC0415

        char_count = self.char_count

        created_at = self.created_at.isoformat()

        id = str(self.id)

        kind = self.kind

        media_type = self.media_type

        number = self.number

        origin = self.origin

        raw_text = self.raw_text

        size_bytes = self.size_bytes

        text_sha256 = self.text_sha256

        title = self.title

        details: dict[str, Any] | Unset = UNSET
        if not isinstance(self.details, Unset):
            details = self.details.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "char_count": char_count,
                "created_at": created_at,
                "id": id,
                "kind": kind,
                "media_type": media_type,
                "number": number,
                "origin": origin,
                "raw_text": raw_text,
                "size_bytes": size_bytes,
                "text_sha256": text_sha256,
                "title": title,
            }
        )
        if details is not UNSET:
            field_dict["details"] = details

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.datum_details import DatumDetails  # noqa: PLC0415

        d = dict(src_dict)
        char_count = d.pop("char_count")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        id = UUID(d.pop("id"))

        kind = d.pop("kind")

        media_type = d.pop("media_type")

        number = d.pop("number")

        origin = d.pop("origin")

        raw_text = d.pop("raw_text")

        size_bytes = d.pop("size_bytes")

        text_sha256 = d.pop("text_sha256")

        title = d.pop("title")

        _details = d.pop("details", UNSET)
        details: DatumDetails | Unset
        if isinstance(_details, Unset):
            details = UNSET
        else:
            details = DatumDetails.from_dict(_details)

        datum = cls(
            char_count=char_count,
            created_at=created_at,
            id=id,
            kind=kind,
            media_type=media_type,
            number=number,
            origin=origin,
            raw_text=raw_text,
            size_bytes=size_bytes,
            text_sha256=text_sha256,
            title=title,
            details=details,
        )

        datum.additional_properties = d
        return datum

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
