from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.age_bucket import AgeBucket
from ..models.gender import Gender
from ..models.rating import Rating
from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.described_tag import DescribedTag


T = TypeVar("T", bound="Description")


@_attrs_define
class Description:
    """What an engine derives from a version, to publish it.

    Attributes:
        tags: of the curated list, the surest first.
        dropped_tags: how many words of the engine were no tags.
        rating: of the text.
        rating_passage: the words that decided; empty when nothing did.
        age: in years, -1 when unknown.

    """

    age: int | Unset = -1
    age_bucket: AgeBucket | Unset = UNSET
    """ Spans of age, see `bucket_of`. """
    dropped_tags: int | Unset = 0
    gender: Gender | Unset = UNSET
    """ As the sources say, else unknown. """
    headline: str | Unset = ""
    rating: Rating | Unset = UNSET
    """ For whom a public persona is. What nothing could judge is `unrated`, and counts as adult. """
    rating_passage: str | Unset = ""
    tags: list[DescribedTag] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.described_tag import DescribedTag  # noqa: PLC0415

        age = self.age

        age_bucket: str | Unset = UNSET
        if not isinstance(self.age_bucket, Unset):
            age_bucket = self.age_bucket.value

        dropped_tags = self.dropped_tags

        gender: str | Unset = UNSET
        if not isinstance(self.gender, Unset):
            gender = self.gender.value

        headline = self.headline

        rating: str | Unset = UNSET
        if not isinstance(self.rating, Unset):
            rating = self.rating.value

        rating_passage = self.rating_passage

        tags: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = []
            for tags_item_data in self.tags:
                tags_item = tags_item_data.to_dict()
                tags.append(tags_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if age is not UNSET:
            field_dict["age"] = age
        if age_bucket is not UNSET:
            field_dict["age_bucket"] = age_bucket
        if dropped_tags is not UNSET:
            field_dict["dropped_tags"] = dropped_tags
        if gender is not UNSET:
            field_dict["gender"] = gender
        if headline is not UNSET:
            field_dict["headline"] = headline
        if rating is not UNSET:
            field_dict["rating"] = rating
        if rating_passage is not UNSET:
            field_dict["rating_passage"] = rating_passage
        if tags is not UNSET:
            field_dict["tags"] = tags

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.described_tag import DescribedTag  # noqa: PLC0415

        d = dict(src_dict)
        age = d.pop("age", UNSET)

        _age_bucket = d.pop("age_bucket", UNSET)
        age_bucket: AgeBucket | Unset
        if isinstance(_age_bucket, Unset):
            age_bucket = UNSET
        else:
            age_bucket = AgeBucket(_age_bucket)

        dropped_tags = d.pop("dropped_tags", UNSET)

        _gender = d.pop("gender", UNSET)
        gender: Gender | Unset
        if isinstance(_gender, Unset):
            gender = UNSET
        else:
            gender = Gender(_gender)

        headline = d.pop("headline", UNSET)

        _rating = d.pop("rating", UNSET)
        rating: Rating | Unset
        if isinstance(_rating, Unset):
            rating = UNSET
        else:
            rating = Rating(_rating)

        rating_passage = d.pop("rating_passage", UNSET)

        _tags = d.pop("tags", UNSET)
        tags: list[DescribedTag] | Unset = UNSET
        if _tags is not UNSET:
            tags = []
            for tags_item_data in _tags:
                tags_item = DescribedTag.from_dict(tags_item_data)

                tags.append(tags_item)

        description = cls(
            age=age,
            age_bucket=age_bucket,
            dropped_tags=dropped_tags,
            gender=gender,
            headline=headline,
            rating=rating,
            rating_passage=rating_passage,
            tags=tags,
        )

        description.additional_properties = d
        return description

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
