from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="BlamedVersion")


@_attrs_define
class BlamedVersion:
    """A version that brought something; `data_ids` are the data that it used and the version before it did not."""

    author_id: UUID
    created_at: datetime.datetime
    data_ids: list[UUID]
    number: int
    origin: str
    semantic: str
    summary: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        author_id = str(self.author_id)

        created_at = self.created_at.isoformat()

        data_ids = []
        for data_ids_item_data in self.data_ids:
            data_ids_item = str(data_ids_item_data)
            data_ids.append(data_ids_item)

        number = self.number

        origin = self.origin

        semantic = self.semantic

        summary = self.summary

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "author_id": author_id,
                "created_at": created_at,
                "data_ids": data_ids,
                "number": number,
                "origin": origin,
                "semantic": semantic,
                "summary": summary,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        author_id = UUID(d.pop("author_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        data_ids = []
        _data_ids = d.pop("data_ids")
        for data_ids_item_data in _data_ids:
            data_ids_item = UUID(data_ids_item_data)

            data_ids.append(data_ids_item)

        number = d.pop("number")

        origin = d.pop("origin")

        semantic = d.pop("semantic")

        summary = d.pop("summary")

        blamed_version = cls(
            author_id=author_id,
            created_at=created_at,
            data_ids=data_ids,
            number=number,
            origin=origin,
            semantic=semantic,
            summary=summary,
        )

        blamed_version.additional_properties = d
        return blamed_version

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
