from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.publication_patch_visibility_type_0 import PublicationPatchVisibilityType0
from ..models.rating import Rating
from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="PublicationPatch")


@_attrs_define
class PublicationPatch:
    """What may change while a version is public; what is left out stays."""

    rating: None | Rating | Unset = UNSET
    """ A stricter one. """
    visibility: None | PublicationPatchVisibilityType0 | Unset = UNSET
    """ List it in the gallery, or take it out. """

    def to_dict(self) -> dict[str, Any]:
        rating: None | str | Unset
        if isinstance(self.rating, Unset):
            rating = UNSET
        elif isinstance(self.rating, Rating):
            rating = self.rating.value
        else:
            rating = self.rating

        visibility: None | str | Unset
        if isinstance(self.visibility, Unset):
            visibility = UNSET
        elif isinstance(self.visibility, PublicationPatchVisibilityType0):
            visibility = self.visibility.value
        else:
            visibility = self.visibility

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if rating is not UNSET:
            field_dict["rating"] = rating
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_rating(data: object) -> None | Rating | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                rating_type_0 = Rating(data)

                return rating_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Rating | Unset, data)

        rating = _parse_rating(d.pop("rating", UNSET))

        def _parse_visibility(
            data: object,
        ) -> None | PublicationPatchVisibilityType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                visibility_type_0 = PublicationPatchVisibilityType0(data)

                return visibility_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PublicationPatchVisibilityType0 | Unset, data)

        visibility = _parse_visibility(d.pop("visibility", UNSET))

        publication_patch = cls(
            rating=rating,
            visibility=visibility,
        )

        return publication_patch
