from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.picture_rating import PictureRating
from typing import cast


T = TypeVar("T", bound="PersonPicture")


@_attrs_define
class PersonPicture:
    """A persona's picture as it is kept: drawn anew, without metadata. Visitors get it at
    `/pictures/{sha256}/{size}.webp`.

    """

    declared: None | PictureRating
    height: int
    judged: None | PictureRating
    """ What the provider's moderation said; null when nothing could judge. """
    rating: PictureRating
    """ For whom a picture is, as a judge or its owner says; `unrated` when nobody did. """
    sha256: str
    """ Of its large size; the same picture has the same. """
    width: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        declared: None | str
        if isinstance(self.declared, PictureRating):
            declared = self.declared.value
        else:
            declared = self.declared

        height = self.height

        judged: None | str
        if isinstance(self.judged, PictureRating):
            judged = self.judged.value
        else:
            judged = self.judged

        rating = self.rating.value

        sha256 = self.sha256

        width = self.width

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "declared": declared,
                "height": height,
                "judged": judged,
                "rating": rating,
                "sha256": sha256,
                "width": width,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_declared(data: object) -> None | PictureRating:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                declared_type_0 = PictureRating(data)

                return declared_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PictureRating, data)

        declared = _parse_declared(d.pop("declared"))

        height = d.pop("height")

        def _parse_judged(data: object) -> None | PictureRating:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                judged_type_0 = PictureRating(data)

                return judged_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PictureRating, data)

        judged = _parse_judged(d.pop("judged"))

        rating = PictureRating(d.pop("rating"))

        sha256 = d.pop("sha256")

        width = d.pop("width")

        person_picture = cls(
            declared=declared,
            height=height,
            judged=judged,
            rating=rating,
            sha256=sha256,
            width=width,
        )

        person_picture.additional_properties = d
        return person_picture

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
