from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset


T = TypeVar("T", bound="ThoughtPatch")


@_attrs_define
class ThoughtPatch:
    """What shall be different about a thought."""

    is_hidden: bool
    """ Leave it out of the next version, or take it in again. """

    def to_dict(self) -> dict[str, Any]:
        is_hidden = self.is_hidden

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "is_hidden": is_hidden,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        is_hidden = d.pop("is_hidden")

        thought_patch = cls(
            is_hidden=is_hidden,
        )

        return thought_patch
