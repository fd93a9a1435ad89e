from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.visibility import Visibility
from ..types import UNSET, Unset


T = TypeVar("T", bound="Asked")


@_attrs_define
class Asked:
    """What was asked for; `version` is the number of the version that the attempt locked."""

    version: int
    new_slug: bool | Unset = False
    replace: bool | Unset = False
    review: bool | Unset = False
    shows_quotes: bool | Unset = False
    visibility: Visibility | Unset = UNSET
    """ Who may see a persona: its owner; whoever has the address; everybody. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        new_slug = self.new_slug

        replace = self.replace

        review = self.review

        shows_quotes = self.shows_quotes

        visibility: str | Unset = UNSET
        if not isinstance(self.visibility, Unset):
            visibility = self.visibility.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "version": version,
            }
        )
        if new_slug is not UNSET:
            field_dict["new_slug"] = new_slug
        if replace is not UNSET:
            field_dict["replace"] = replace
        if review is not UNSET:
            field_dict["review"] = review
        if shows_quotes is not UNSET:
            field_dict["shows_quotes"] = shows_quotes
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        version = d.pop("version")

        new_slug = d.pop("new_slug", UNSET)

        replace = d.pop("replace", UNSET)

        review = d.pop("review", UNSET)

        shows_quotes = d.pop("shows_quotes", UNSET)

        _visibility = d.pop("visibility", UNSET)
        visibility: Visibility | Unset
        if isinstance(_visibility, Unset):
            visibility = UNSET
        else:
            visibility = Visibility(_visibility)

        asked = cls(
            version=version,
            new_slug=new_slug,
            replace=replace,
            review=review,
            shows_quotes=shows_quotes,
            visibility=visibility,
        )

        asked.additional_properties = d
        return asked

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
