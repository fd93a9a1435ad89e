from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="ContributionView")


@_attrs_define
class ContributionView:
    """A character of an enrichment, and the thoughts it contributed."""

    available: int
    character_id: UUID
    corpus: str
    movie: str
    name: str
    share: int
    thought_count: int
    year: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        available = self.available

        character_id = str(self.character_id)

        corpus = self.corpus

        movie = self.movie

        name = self.name

        share = self.share

        thought_count = self.thought_count

        year: int | None | Unset
        if isinstance(self.year, Unset):
            year = UNSET
        else:
            year = self.year

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "available": available,
                "character_id": character_id,
                "corpus": corpus,
                "movie": movie,
                "name": name,
                "share": share,
                "thought_count": thought_count,
            }
        )
        if year is not UNSET:
            field_dict["year"] = year

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        available = d.pop("available")

        character_id = UUID(d.pop("character_id"))

        corpus = d.pop("corpus")

        movie = d.pop("movie")

        name = d.pop("name")

        share = d.pop("share")

        thought_count = d.pop("thought_count")

        def _parse_year(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        year = _parse_year(d.pop("year", UNSET))

        contribution_view = cls(
            available=available,
            character_id=character_id,
            corpus=corpus,
            movie=movie,
            name=name,
            share=share,
            thought_count=thought_count,
            year=year,
        )

        contribution_view.additional_properties = d
        return contribution_view

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
