from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
import datetime

if TYPE_CHECKING:
    from ..models.uses_by_kind import UsesByKind


T = TypeVar("T", bound="Uses")


@_attrs_define
class Uses:
    """How often a persona was used, and when last (null: never)."""

    by_kind: UsesByKind | Unset = UNSET
    count: int | Unset = 0
    last_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.uses_by_kind import UsesByKind  # noqa: PLC0415

        by_kind: dict[str, Any] | Unset = UNSET
        if not isinstance(self.by_kind, Unset):
            by_kind = self.by_kind.to_dict()

        count = self.count

        last_at: None | str | Unset
        if isinstance(self.last_at, Unset):
            last_at = UNSET
        elif isinstance(self.last_at, datetime.datetime):
            last_at = self.last_at.isoformat()
        else:
            last_at = self.last_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if by_kind is not UNSET:
            field_dict["by_kind"] = by_kind
        if count is not UNSET:
            field_dict["count"] = count
        if last_at is not UNSET:
            field_dict["last_at"] = last_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.uses_by_kind import UsesByKind  # noqa: PLC0415

        d = dict(src_dict)
        _by_kind = d.pop("by_kind", UNSET)
        by_kind: UsesByKind | Unset
        if isinstance(_by_kind, Unset):
            by_kind = UNSET
        else:
            by_kind = UsesByKind.from_dict(_by_kind)

        count = d.pop("count", UNSET)

        def _parse_last_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        last_at = _parse_last_at(d.pop("last_at", UNSET))

        uses = cls(
            by_kind=by_kind,
            count=count,
            last_at=last_at,
        )

        uses.additional_properties = d
        return uses

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
