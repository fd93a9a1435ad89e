from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from uuid import UUID


T = TypeVar("T", bound="ThoughtLineView")


@_attrs_define
class ThoughtLineView:
    """A line that a thought rests on: `text[start:end] == quote`."""

    answered_text: str
    character: str
    end: int
    line_id: UUID
    movie: str
    quote: str
    start: int
    text: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        answered_text = self.answered_text

        character = self.character

        end = self.end

        line_id = str(self.line_id)

        movie = self.movie

        quote = self.quote

        start = self.start

        text = self.text

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answered_text": answered_text,
                "character": character,
                "end": end,
                "line_id": line_id,
                "movie": movie,
                "quote": quote,
                "start": start,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        answered_text = d.pop("answered_text")

        character = d.pop("character")

        end = d.pop("end")

        line_id = UUID(d.pop("line_id"))

        movie = d.pop("movie")

        quote = d.pop("quote")

        start = d.pop("start")

        text = d.pop("text")

        thought_line_view = cls(
            answered_text=answered_text,
            character=character,
            end=end,
            line_id=line_id,
            movie=movie,
            quote=quote,
            start=start,
            text=text,
        )

        thought_line_view.additional_properties = d
        return thought_line_view

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
