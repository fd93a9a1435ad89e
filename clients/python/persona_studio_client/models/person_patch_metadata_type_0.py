from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
    from ..models.date_fact import DateFact
    from ..models.number_fact import NumberFact
    from ..models.string_fact import StringFact
    from ..models.yes_no_fact import YesNoFact


T = TypeVar("T", bound="PersonPatchMetadataType0")


@_attrs_define
class PersonPatchMetadataType0:
    additional_properties: dict[str, DateFact | NumberFact | StringFact | YesNoFact] = (
        _attrs_field(init=False, factory=dict)
    )

    def to_dict(self) -> dict[str, Any]:
        from ..models.date_fact import DateFact  # noqa: PLC0415
        from ..models.number_fact import NumberFact  # noqa: PLC0415
        from ..models.string_fact import StringFact  # noqa: PLC0415
        from ..models.yes_no_fact import YesNoFact  # noqa: PLC0415

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            if isinstance(prop, StringFact):
                field_dict[prop_name] = prop.to_dict()
            elif isinstance(prop, NumberFact):
                field_dict[prop_name] = prop.to_dict()
            elif isinstance(prop, YesNoFact):
                field_dict[prop_name] = prop.to_dict()
            else:
                field_dict[prop_name] = prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.date_fact import DateFact  # noqa: PLC0415
        from ..models.number_fact import NumberFact  # noqa: PLC0415
        from ..models.string_fact import StringFact  # noqa: PLC0415
        from ..models.yes_no_fact import YesNoFact  # noqa: PLC0415

        d = dict(src_dict)
        person_patch_metadata_type_0 = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():

            def _parse_additional_property(
                data: object,
            ) -> DateFact | NumberFact | StringFact | YesNoFact:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    additional_property_type_0 = StringFact.from_dict(data)

                    return additional_property_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    additional_property_type_1 = NumberFact.from_dict(data)

                    return additional_property_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    additional_property_type_2 = YesNoFact.from_dict(data)

                    return additional_property_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                additional_property_type_3 = DateFact.from_dict(data)

                return additional_property_type_3

            additional_property = _parse_additional_property(prop_dict)

            additional_properties[prop_name] = additional_property

        person_patch_metadata_type_0.additional_properties = additional_properties
        return person_patch_metadata_type_0

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> DateFact | NumberFact | StringFact | YesNoFact:
        return self.additional_properties[key]

    def __setitem__(
        self, key: str, value: DateFact | NumberFact | StringFact | YesNoFact
    ) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
