from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
    from ..models.face import Face


T = TypeVar("T", bound="Preflight")


@_attrs_define
class Preflight:
    """What publishing a version would mean, told before.

    Attributes:
        face: what visitors would see, with the quotes, which they see only if the owner agrees.
        quote_count: how many quotes that would be.
        missing: what is not there and would make the page poorer, a sentence each.
        unchangeable: what cannot be changed while it is public, a sentence each.
        versions: the numbers that can be published, newest first.

    """

    face: Face
    """ Everything that visitors see of a persona's text; written once, when it is published.

    `content` is Markdown; `content_html` is the same, sanitised, its headings from the second level on. """
    is_archived: bool
    is_public: bool
    missing: list[str]
    persona_id: UUID
    quote_count: int
    unchangeable: list[str]
    version: int
    versions: list[int]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.face import Face  # noqa: PLC0415

        face = self.face.to_dict()

        is_archived = self.is_archived

        is_public = self.is_public

        missing = self.missing

        persona_id = str(self.persona_id)

        quote_count = self.quote_count

        unchangeable = self.unchangeable

        version = self.version

        versions = self.versions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "face": face,
                "is_archived": is_archived,
                "is_public": is_public,
                "missing": missing,
                "persona_id": persona_id,
                "quote_count": quote_count,
                "unchangeable": unchangeable,
                "version": version,
                "versions": versions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.face import Face  # noqa: PLC0415

        d = dict(src_dict)
        face = Face.from_dict(d.pop("face"))

        is_archived = d.pop("is_archived")

        is_public = d.pop("is_public")

        missing = cast(list[str], d.pop("missing"))

        persona_id = UUID(d.pop("persona_id"))

        quote_count = d.pop("quote_count")

        unchangeable = cast(list[str], d.pop("unchangeable"))

        version = d.pop("version")

        versions = cast(list[int], d.pop("versions"))

        preflight = cls(
            face=face,
            is_archived=is_archived,
            is_public=is_public,
            missing=missing,
            persona_id=persona_id,
            quote_count=quote_count,
            unchangeable=unchangeable,
            version=version,
            versions=versions,
        )

        preflight.additional_properties = d
        return preflight

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
