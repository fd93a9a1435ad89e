from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.claim import Claim


T = TypeVar("T", bound="FieldChange")


@_attrs_define
class FieldChange:
    """A field that the parent changed since the child took it over: its claims that came and went, or the content before
    and now.

    """

    field: str
    after: str | Unset = ""
    before: str | Unset = ""
    gone: list[Claim] | Unset = UNSET
    new: list[Claim] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim import Claim  # noqa: PLC0415

        field = self.field

        after = self.after

        before = self.before

        gone: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.gone, Unset):
            gone = []
            for gone_item_data in self.gone:
                gone_item = gone_item_data.to_dict()
                gone.append(gone_item)

        new: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.new, Unset):
            new = []
            for new_item_data in self.new:
                new_item = new_item_data.to_dict()
                new.append(new_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
            }
        )
        if after is not UNSET:
            field_dict["after"] = after
        if before is not UNSET:
            field_dict["before"] = before
        if gone is not UNSET:
            field_dict["gone"] = gone
        if new is not UNSET:
            field_dict["new"] = new

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim import Claim  # noqa: PLC0415

        d = dict(src_dict)
        field = d.pop("field")

        after = d.pop("after", UNSET)

        before = d.pop("before", UNSET)

        _gone = d.pop("gone", UNSET)
        gone: list[Claim] | Unset = UNSET
        if _gone is not UNSET:
            gone = []
            for gone_item_data in _gone:
                gone_item = Claim.from_dict(gone_item_data)

                gone.append(gone_item)

        _new = d.pop("new", UNSET)
        new: list[Claim] | Unset = UNSET
        if _new is not UNSET:
            new = []
            for new_item_data in _new:
                new_item = Claim.from_dict(new_item_data)

                new.append(new_item)

        field_change = cls(
            field=field,
            after=after,
            before=before,
            gone=gone,
            new=new,
        )

        field_change.additional_properties = d
        return field_change

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
