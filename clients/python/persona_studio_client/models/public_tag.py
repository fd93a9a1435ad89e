from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.category import Category
from ..models.tag_source import TagSource
from ..types import UNSET, Unset


T = TypeVar("T", bound="PublicTag")


@_attrs_define
class PublicTag:
    """A tag of a persona."""

    category: Category
    """ What a tag speaks of, in the order in which the categories are shown. """
    confidence: int
    name: str
    source: TagSource | Unset = UNSET
    """ Who gave a persona its tag. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        category = self.category.value

        confidence = self.confidence

        name = self.name

        source: str | Unset = UNSET
        if not isinstance(self.source, Unset):
            source = self.source.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "category": category,
                "confidence": confidence,
                "name": name,
            }
        )
        if source is not UNSET:
            field_dict["source"] = source

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        category = Category(d.pop("category"))

        confidence = d.pop("confidence")

        name = d.pop("name")

        _source = d.pop("source", UNSET)
        source: TagSource | Unset
        if isinstance(_source, Unset):
            source = UNSET
        else:
            source = TagSource(_source)

        public_tag = cls(
            category=category,
            confidence=confidence,
            name=name,
            source=source,
        )

        public_tag.additional_properties = d
        return public_tag

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
