from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID


T = TypeVar("T", bound="CharactersDraft")


@_attrs_define
class CharactersDraft:
    """Characters of films to add."""

    characters: list[UUID]
    """ Their ids; 500 dialogues are shared out in this order. """

    def to_dict(self) -> dict[str, Any]:
        characters = []
        for characters_item_data in self.characters:
            characters_item = str(characters_item_data)
            characters.append(characters_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "characters": characters,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        characters = []
        _characters = d.pop("characters")
        for characters_item_data in _characters:
            characters_item = UUID(characters_item_data)

            characters.append(characters_item)

        characters_draft = cls(
            characters=characters,
        )

        return characters_draft
