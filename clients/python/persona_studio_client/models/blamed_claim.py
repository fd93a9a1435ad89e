from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="BlamedClaim")


@_attrs_define
class BlamedClaim:
    """A claim, the version that brought it, and the data that it rested on there."""

    field: str
    id: str
    number: int
    value: str
    data_ids: list[UUID] | Unset = UNSET
    who: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field = self.field

        id = self.id

        number = self.number

        value = self.value

        data_ids: list[str] | Unset = UNSET
        if not isinstance(self.data_ids, Unset):
            data_ids = []
            for data_ids_item_data in self.data_ids:
                data_ids_item = str(data_ids_item_data)
                data_ids.append(data_ids_item)

        who = self.who

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
                "id": id,
                "number": number,
                "value": value,
            }
        )
        if data_ids is not UNSET:
            field_dict["data_ids"] = data_ids
        if who is not UNSET:
            field_dict["who"] = who

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        field = d.pop("field")

        id = d.pop("id")

        number = d.pop("number")

        value = d.pop("value")

        _data_ids = d.pop("data_ids", UNSET)
        data_ids: list[UUID] | Unset = UNSET
        if _data_ids is not UNSET:
            data_ids = []
            for data_ids_item_data in _data_ids:
                data_ids_item = UUID(data_ids_item_data)

                data_ids.append(data_ids_item)

        who = d.pop("who", UNSET)

        blamed_claim = cls(
            field=field,
            id=id,
            number=number,
            value=value,
            data_ids=data_ids,
            who=who,
        )

        blamed_claim.additional_properties = d
        return blamed_claim

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
