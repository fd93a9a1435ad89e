from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="BlamedPassage")


@_attrs_define
class BlamedPassage:
    """A passage of the content, the version that brought it, and the data of the claims that it says."""

    number: int
    text: str
    data_ids: list[UUID] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        number = self.number

        text = self.text

        data_ids: list[str] | Unset = UNSET
        if not isinstance(self.data_ids, Unset):
            data_ids = []
            for data_ids_item_data in self.data_ids:
                data_ids_item = str(data_ids_item_data)
                data_ids.append(data_ids_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "number": number,
                "text": text,
            }
        )
        if data_ids is not UNSET:
            field_dict["data_ids"] = data_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        number = d.pop("number")

        text = d.pop("text")

        _data_ids = d.pop("data_ids", UNSET)
        data_ids: list[UUID] | Unset = UNSET
        if _data_ids is not UNSET:
            data_ids = []
            for data_ids_item_data in _data_ids:
                data_ids_item = UUID(data_ids_item_data)

                data_ids.append(data_ids_item)

        blamed_passage = cls(
            number=number,
            text=text,
            data_ids=data_ids,
        )

        blamed_passage.additional_properties = d
        return blamed_passage

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
