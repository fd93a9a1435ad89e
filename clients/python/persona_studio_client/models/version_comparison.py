from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
    from ..models.piece import Piece
    from ..models.profile_changes import ProfileChanges


T = TypeVar("T", bound="VersionComparison")


@_attrs_define
class VersionComparison:
    """What differs between two versions of a persona."""

    after: int
    before: int
    content: list[Piece]
    profile: ProfileChanges
    """ What differs between two profiles.

    Attributes:
        claims: claims gone, new and reworded, in the profile's order.
        scores: factors of the Big Five as (factor, score before, score after), None where there was none.
        contradictions_opened: ids of contradictions that are new.
        contradictions_closed: ids of those that are gone or settled. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.piece import Piece  # noqa: PLC0415
        from ..models.profile_changes import ProfileChanges  # noqa: PLC0415

        after = self.after

        before = self.before

        content = []
        for content_item_data in self.content:
            content_item = content_item_data.to_dict()
            content.append(content_item)

        profile = self.profile.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "after": after,
                "before": before,
                "content": content,
                "profile": profile,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.piece import Piece  # noqa: PLC0415
        from ..models.profile_changes import ProfileChanges  # noqa: PLC0415

        d = dict(src_dict)
        after = d.pop("after")

        before = d.pop("before")

        content = []
        _content = d.pop("content")
        for content_item_data in _content:
            content_item = Piece.from_dict(content_item_data)

            content.append(content_item)

        profile = ProfileChanges.from_dict(d.pop("profile"))

        version_comparison = cls(
            after=after,
            before=before,
            content=content,
            profile=profile,
        )

        version_comparison.additional_properties = d
        return version_comparison

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
