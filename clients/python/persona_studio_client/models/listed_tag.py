from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast


T = TypeVar("T", bound="ListedTag")


@_attrs_define
class ListedTag:
    """A tag: `when` it applies to a persona ("it"), and other words for the same, which mean it wherever a tag is asked
    for.

    """

    name: str
    order: int
    """ its place in the category; gaps are meant """
    synonyms: list[str]
    when: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        order = self.order

        synonyms = self.synonyms

        when = self.when

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "order": order,
                "synonyms": synonyms,
                "when": when,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        order = d.pop("order")

        synonyms = cast(list[str], d.pop("synonyms"))

        when = d.pop("when")

        listed_tag = cls(
            name=name,
            order=order,
            synonyms=synonyms,
            when=when,
        )

        listed_tag.additional_properties = d
        return listed_tag

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
