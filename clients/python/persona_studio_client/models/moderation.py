from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset


T = TypeVar("T", bound="Moderation")


@_attrs_define
class Moderation:
    """Hide a public persona from everybody, or show it again; its owner reads the reason."""

    is_hidden: bool
    reason: str

    def to_dict(self) -> dict[str, Any]:
        is_hidden = self.is_hidden

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "is_hidden": is_hidden,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        is_hidden = d.pop("is_hidden")

        reason = d.pop("reason")

        moderation = cls(
            is_hidden=is_hidden,
            reason=reason,
        )

        return moderation
