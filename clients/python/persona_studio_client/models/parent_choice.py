from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="ParentChoice")


@_attrs_define
class ParentChoice:
    """Whom to follow: a persona of one's own, or a public one by its address."""

    lock_version: int | None | Unset = UNSET
    """ The child's, as it was read; or send its ETag as If-Match. """
    parent_id: None | Unset | UUID = UNSET
    """ One of the account's own personas: its newest version is followed. """
    slug: str | Unset = ""
    """ A public persona: its public version is followed, and nothing else of it. """

    def to_dict(self) -> dict[str, Any]:
        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        elif isinstance(self.parent_id, UUID):
            parent_id = str(self.parent_id)
        else:
            parent_id = self.parent_id

        slug = self.slug

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id
        if slug is not UNSET:
            field_dict["slug"] = slug

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        def _parse_parent_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parent_id_type_0 = UUID(data)

                return parent_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        slug = d.pop("slug", UNSET)

        parent_choice = cls(
            lock_version=lock_version,
            parent_id=parent_id,
            slug=slug,
        )

        return parent_choice
