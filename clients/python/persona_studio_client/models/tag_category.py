from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
    from ..models.listed_tag import ListedTag


T = TypeVar("T", bound="TagCategory")


@_attrs_define
class TagCategory:
    """What its tags speak of, with the tags in their order."""

    name: str
    tags: list[ListedTag]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.listed_tag import ListedTag  # noqa: PLC0415

        name = self.name

        tags = []
        for tags_item_data in self.tags:
            tags_item = tags_item_data.to_dict()
            tags.append(tags_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "tags": tags,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.listed_tag import ListedTag  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        tags = []
        _tags = d.pop("tags")
        for tags_item_data in _tags:
            tags_item = ListedTag.from_dict(tags_item_data)

            tags.append(tags_item)

        tag_category = cls(
            name=name,
            tags=tags,
        )

        tag_category.additional_properties = d
        return tag_category

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
