from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="LabelMoveView")


@_attrs_define
class LabelMoveView:
    """One move of a label; null stands for no version. `sequence` counts the moves of this label from 1."""

    from_number: int | None
    moved_at: datetime.datetime
    moved_by: UUID
    name: str
    sequence: int
    to_number: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from_number: int | None
        from_number = self.from_number

        moved_at = self.moved_at.isoformat()

        moved_by = str(self.moved_by)

        name = self.name

        sequence = self.sequence

        to_number: int | None
        to_number = self.to_number

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "from_number": from_number,
                "moved_at": moved_at,
                "moved_by": moved_by,
                "name": name,
                "sequence": sequence,
                "to_number": to_number,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_from_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        from_number = _parse_from_number(d.pop("from_number"))

        moved_at = datetime.datetime.fromisoformat(d.pop("moved_at"))

        moved_by = UUID(d.pop("moved_by"))

        name = d.pop("name")

        sequence = d.pop("sequence")

        def _parse_to_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        to_number = _parse_to_number(d.pop("to_number"))

        label_move_view = cls(
            from_number=from_number,
            moved_at=moved_at,
            moved_by=moved_by,
            name=name,
            sequence=sequence,
            to_number=to_number,
        )

        label_move_view.additional_properties = d
        return label_move_view

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
