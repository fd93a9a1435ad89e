from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.facet_value import FacetValue


T = TypeVar("T", bound="Facets")


@_attrs_define
class Facets:
    """Values that are among what was found, the most frequent first; what is chosen narrows its own field too."""

    age_bucket: list[FacetValue] | Unset = UNSET
    category: list[FacetValue] | Unset = UNSET
    gender: list[FacetValue] | Unset = UNSET
    rating: list[FacetValue] | Unset = UNSET
    source: list[FacetValue] | Unset = UNSET
    tags: list[FacetValue] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.facet_value import FacetValue  # noqa: PLC0415

        age_bucket: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.age_bucket, Unset):
            age_bucket = []
            for age_bucket_item_data in self.age_bucket:
                age_bucket_item = age_bucket_item_data.to_dict()
                age_bucket.append(age_bucket_item)

        category: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.category, Unset):
            category = []
            for category_item_data in self.category:
                category_item = category_item_data.to_dict()
                category.append(category_item)

        gender: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.gender, Unset):
            gender = []
            for gender_item_data in self.gender:
                gender_item = gender_item_data.to_dict()
                gender.append(gender_item)

        rating: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rating, Unset):
            rating = []
            for rating_item_data in self.rating:
                rating_item = rating_item_data.to_dict()
                rating.append(rating_item)

        source: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.source, Unset):
            source = []
            for source_item_data in self.source:
                source_item = source_item_data.to_dict()
                source.append(source_item)

        tags: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = []
            for tags_item_data in self.tags:
                tags_item = tags_item_data.to_dict()
                tags.append(tags_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if age_bucket is not UNSET:
            field_dict["age_bucket"] = age_bucket
        if category is not UNSET:
            field_dict["category"] = category
        if gender is not UNSET:
            field_dict["gender"] = gender
        if rating is not UNSET:
            field_dict["rating"] = rating
        if source is not UNSET:
            field_dict["source"] = source
        if tags is not UNSET:
            field_dict["tags"] = tags

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facet_value import FacetValue  # noqa: PLC0415

        d = dict(src_dict)
        _age_bucket = d.pop("age_bucket", UNSET)
        age_bucket: list[FacetValue] | Unset = UNSET
        if _age_bucket is not UNSET:
            age_bucket = []
            for age_bucket_item_data in _age_bucket:
                age_bucket_item = FacetValue.from_dict(age_bucket_item_data)

                age_bucket.append(age_bucket_item)

        _category = d.pop("category", UNSET)
        category: list[FacetValue] | Unset = UNSET
        if _category is not UNSET:
            category = []
            for category_item_data in _category:
                category_item = FacetValue.from_dict(category_item_data)

                category.append(category_item)

        _gender = d.pop("gender", UNSET)
        gender: list[FacetValue] | Unset = UNSET
        if _gender is not UNSET:
            gender = []
            for gender_item_data in _gender:
                gender_item = FacetValue.from_dict(gender_item_data)

                gender.append(gender_item)

        _rating = d.pop("rating", UNSET)
        rating: list[FacetValue] | Unset = UNSET
        if _rating is not UNSET:
            rating = []
            for rating_item_data in _rating:
                rating_item = FacetValue.from_dict(rating_item_data)

                rating.append(rating_item)

        _source = d.pop("source", UNSET)
        source: list[FacetValue] | Unset = UNSET
        if _source is not UNSET:
            source = []
            for source_item_data in _source:
                source_item = FacetValue.from_dict(source_item_data)

                source.append(source_item)

        _tags = d.pop("tags", UNSET)
        tags: list[FacetValue] | Unset = UNSET
        if _tags is not UNSET:
            tags = []
            for tags_item_data in _tags:
                tags_item = FacetValue.from_dict(tags_item_data)

                tags.append(tags_item)

        facets = cls(
            age_bucket=age_bucket,
            category=category,
            gender=gender,
            rating=rating,
            source=source,
            tags=tags,
        )

        facets.additional_properties = d
        return facets

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
