from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID


T = TypeVar("T", bound="MovieView")


@_attrs_define
class MovieView:
    """A film; `corpus` is the corpus' name."""

    corpus: str
    genres: list[str]
    id: UUID
    line_count: int
    rating: None | str
    title: str
    votes: int | None
    year: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        corpus = self.corpus

        genres = self.genres

        id = str(self.id)

        line_count = self.line_count

        rating: None | str
        rating = self.rating

        title = self.title

        votes: int | None
        votes = self.votes

        year: int | None
        year = self.year

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "corpus": corpus,
                "genres": genres,
                "id": id,
                "line_count": line_count,
                "rating": rating,
                "title": title,
                "votes": votes,
                "year": year,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        corpus = d.pop("corpus")

        genres = cast(list[str], d.pop("genres"))

        id = UUID(d.pop("id"))

        line_count = d.pop("line_count")

        def _parse_rating(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rating = _parse_rating(d.pop("rating"))

        title = d.pop("title")

        def _parse_votes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        votes = _parse_votes(d.pop("votes"))

        def _parse_year(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        year = _parse_year(d.pop("year"))

        movie_view = cls(
            corpus=corpus,
            genres=genres,
            id=id,
            line_count=line_count,
            rating=rating,
            title=title,
            votes=votes,
            year=year,
        )

        movie_view.additional_properties = d
        return movie_view

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
