from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset


T = TypeVar("T", bound="Loss")


@_attrs_define
class Loss:
    """One place of the file (or of the persona, on export) that did not become what it was, and why; never its words."""

    place: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        place = self.place

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "place": place,
                "why": why,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        place = d.pop("place")

        why = d.pop("why")

        loss = cls(
            place=place,
            why=why,
        )

        return loss
