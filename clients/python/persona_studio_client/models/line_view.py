from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID


T = TypeVar("T", bound="LineView")


@_attrs_define
class LineView:
    """One utterance; `position` counts from 0 within the film."""

    character: str
    character_id: UUID
    id: UUID
    movie: str
    movie_id: UUID
    position: int
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        character = self.character

        character_id = str(self.character_id)

        id = str(self.id)

        movie = self.movie

        movie_id = str(self.movie_id)

        position = self.position

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "character": character,
                "character_id": character_id,
                "id": id,
                "movie": movie,
                "movie_id": movie_id,
                "position": position,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        character = d.pop("character")

        character_id = UUID(d.pop("character_id"))

        id = UUID(d.pop("id"))

        movie = d.pop("movie")

        movie_id = UUID(d.pop("movie_id"))

        position = d.pop("position")

        text = d.pop("text")

        line_view = cls(
            character=character,
            character_id=character_id,
            id=id,
            movie=movie,
            movie_id=movie_id,
            position=position,
            text=text,
        )

        line_view.additional_properties = d
        return line_view

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
