from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="LabelView")


@_attrs_define
class LabelView:
    """A label, and the version that it is on. `lock_version` grows with each move of it."""

    lock_version: int
    moved_at: datetime.datetime
    moved_by: UUID
    name: str
    number: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lock_version = self.lock_version

        moved_at = self.moved_at.isoformat()

        moved_by = str(self.moved_by)

        name = self.name

        number = self.number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lock_version": lock_version,
                "moved_at": moved_at,
                "moved_by": moved_by,
                "name": name,
                "number": number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        lock_version = d.pop("lock_version")

        moved_at = datetime.datetime.fromisoformat(d.pop("moved_at"))

        moved_by = UUID(d.pop("moved_by"))

        name = d.pop("name")

        number = d.pop("number")

        label_view = cls(
            lock_version=lock_version,
            moved_at=moved_at,
            moved_by=moved_by,
            name=name,
            number=number,
        )

        label_view.additional_properties = d
        return label_view

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
