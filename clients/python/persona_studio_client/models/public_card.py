from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.rating import Rating
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="PublicCard")


@_attrs_define
class PublicCard:
    """A public persona in a list; `tags` are the two that fit best, `creator` is a handle."""

    creator: str
    headline: str
    likes: int
    name: str
    persona_id: UUID
    picture_sha256: None | str
    rating: Rating
    """ For whom a public persona is. What nothing could judge is `unrated`, and counts as adult. """
    slug: str
    tags: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        creator = self.creator

        headline = self.headline

        likes = self.likes

        name = self.name

        persona_id = str(self.persona_id)

        picture_sha256: None | str
        picture_sha256 = self.picture_sha256

        rating = self.rating.value

        slug = self.slug

        tags = self.tags

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "creator": creator,
                "headline": headline,
                "likes": likes,
                "name": name,
                "persona_id": persona_id,
                "picture_sha256": picture_sha256,
                "rating": rating,
                "slug": slug,
                "tags": tags,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        creator = d.pop("creator")

        headline = d.pop("headline")

        likes = d.pop("likes")

        name = d.pop("name")

        persona_id = UUID(d.pop("persona_id"))

        def _parse_picture_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        picture_sha256 = _parse_picture_sha256(d.pop("picture_sha256"))

        rating = Rating(d.pop("rating"))

        slug = d.pop("slug")

        tags = cast(list[str], d.pop("tags"))

        public_card = cls(
            creator=creator,
            headline=headline,
            likes=likes,
            name=name,
            persona_id=persona_id,
            picture_sha256=picture_sha256,
            rating=rating,
            slug=slug,
            tags=tags,
        )

        public_card.additional_properties = d
        return public_card

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
