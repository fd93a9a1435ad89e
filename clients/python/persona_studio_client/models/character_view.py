from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.character_view_gender import CharacterViewGender
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="CharacterView")


@_attrs_define
class CharacterView:
    """A character in a list; `movie` is the film's title, `corpus` the corpus' name."""

    corpus: str
    credit_position: int | None
    gender: CharacterViewGender
    genres: list[str]
    id: UUID
    line_count: int
    movie: str
    movie_id: UUID
    name: str
    year: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        corpus = self.corpus

        credit_position: int | None
        credit_position = self.credit_position

        gender = self.gender.value

        genres = self.genres

        id = str(self.id)

        line_count = self.line_count

        movie = self.movie

        movie_id = str(self.movie_id)

        name = self.name

        year: int | None
        year = self.year

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "corpus": corpus,
                "credit_position": credit_position,
                "gender": gender,
                "genres": genres,
                "id": id,
                "line_count": line_count,
                "movie": movie,
                "movie_id": movie_id,
                "name": name,
                "year": year,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        corpus = d.pop("corpus")

        def _parse_credit_position(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        credit_position = _parse_credit_position(d.pop("credit_position"))

        gender = CharacterViewGender(d.pop("gender"))

        genres = cast(list[str], d.pop("genres"))

        id = UUID(d.pop("id"))

        line_count = d.pop("line_count")

        movie = d.pop("movie")

        movie_id = UUID(d.pop("movie_id"))

        name = d.pop("name")

        def _parse_year(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        year = _parse_year(d.pop("year"))

        character_view = cls(
            corpus=corpus,
            credit_position=credit_position,
            gender=gender,
            genres=genres,
            id=id,
            line_count=line_count,
            movie=movie,
            movie_id=movie_id,
            name=name,
            year=year,
        )

        character_view.additional_properties = d
        return character_view

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
