from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.public_factor import PublicFactor
    from ..models.public_field import PublicField


T = TypeVar("T", bound="PublicProfile")


@_attrs_define
class PublicProfile:
    """What is known about the person, in the order in which one gets to know somebody; only fields with claims."""

    factors: list[PublicFactor] | Unset = UNSET
    fields: list[PublicField] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.public_factor import PublicFactor  # noqa: PLC0415
        from ..models.public_field import PublicField  # noqa: PLC0415

        factors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.factors, Unset):
            factors = []
            for factors_item_data in self.factors:
                factors_item = factors_item_data.to_dict()
                factors.append(factors_item)

        fields: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = []
            for fields_item_data in self.fields:
                fields_item = fields_item_data.to_dict()
                fields.append(fields_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if factors is not UNSET:
            field_dict["factors"] = factors
        if fields is not UNSET:
            field_dict["fields"] = fields

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_factor import PublicFactor  # noqa: PLC0415
        from ..models.public_field import PublicField  # noqa: PLC0415

        d = dict(src_dict)
        _factors = d.pop("factors", UNSET)
        factors: list[PublicFactor] | Unset = UNSET
        if _factors is not UNSET:
            factors = []
            for factors_item_data in _factors:
                factors_item = PublicFactor.from_dict(factors_item_data)

                factors.append(factors_item)

        _fields = d.pop("fields", UNSET)
        fields: list[PublicField] | Unset = UNSET
        if _fields is not UNSET:
            fields = []
            for fields_item_data in _fields:
                fields_item = PublicField.from_dict(fields_item_data)

                fields.append(fields_item)

        public_profile = cls(
            factors=factors,
            fields=fields,
        )

        public_profile.additional_properties = d
        return public_profile

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
