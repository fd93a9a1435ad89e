from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.provenance import Provenance
    from ..models.public_profile import PublicProfile
    from ..models.public_thought import PublicThought


T = TypeVar("T", bound="Face")


@_attrs_define
class Face:
    """Everything that visitors see of a persona's text; written once, when it is published.

    `content` is Markdown; `content_html` is the same, sanitised, its headings from the second level on.

    """

    name: str
    provenance: Provenance
    """ From what and by what the version was computed; `is_extractive`: no model wrote it, its words are those of
    the sources. """
    content: str | Unset = ""
    content_html: str | Unset = ""
    headline: str | Unset = ""
    profile: PublicProfile | Unset = UNSET
    """ What is known about the person, in the order in which one gets to know somebody; only fields with claims.
    """
    thoughts: list[PublicThought] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.provenance import Provenance  # noqa: PLC0415
        from ..models.public_profile import PublicProfile  # noqa: PLC0415
        from ..models.public_thought import PublicThought  # noqa: PLC0415

        name = self.name

        provenance = self.provenance.to_dict()

        content = self.content

        content_html = self.content_html

        headline = self.headline

        profile: dict[str, Any] | Unset = UNSET
        if not isinstance(self.profile, Unset):
            profile = self.profile.to_dict()

        thoughts: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.thoughts, Unset):
            thoughts = []
            for thoughts_item_data in self.thoughts:
                thoughts_item = thoughts_item_data.to_dict()
                thoughts.append(thoughts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "provenance": provenance,
            }
        )
        if content is not UNSET:
            field_dict["content"] = content
        if content_html is not UNSET:
            field_dict["content_html"] = content_html
        if headline is not UNSET:
            field_dict["headline"] = headline
        if profile is not UNSET:
            field_dict["profile"] = profile
        if thoughts is not UNSET:
            field_dict["thoughts"] = thoughts

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.provenance import Provenance  # noqa: PLC0415
        from ..models.public_profile import PublicProfile  # noqa: PLC0415
        from ..models.public_thought import PublicThought  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        provenance = Provenance.from_dict(d.pop("provenance"))

        content = d.pop("content", UNSET)

        content_html = d.pop("content_html", UNSET)

        headline = d.pop("headline", UNSET)

        _profile = d.pop("profile", UNSET)
        profile: PublicProfile | Unset
        if isinstance(_profile, Unset):
            profile = UNSET
        else:
            profile = PublicProfile.from_dict(_profile)

        _thoughts = d.pop("thoughts", UNSET)
        thoughts: list[PublicThought] | Unset = UNSET
        if _thoughts is not UNSET:
            thoughts = []
            for thoughts_item_data in _thoughts:
                thoughts_item = PublicThought.from_dict(thoughts_item_data)

                thoughts.append(thoughts_item)

        face = cls(
            name=name,
            provenance=provenance,
            content=content,
            content_html=content_html,
            headline=headline,
            profile=profile,
            thoughts=thoughts,
        )

        face.additional_properties = d
        return face

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
