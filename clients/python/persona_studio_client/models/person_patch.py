from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="PersonPatch")


@_attrs_define
class PersonPatch:
    """What shall be different; what is left out stays."""

    is_archived: bool | None | Unset = UNSET
    """ Put it away, or take it out again. """
    lock_version: int | None | Unset = UNSET
    """ The persona's `lock_version` as read; If-Match takes precedence. """
    name: None | str | Unset = UNSET
    """ Another name; needs If-Match or `lock_version`. """

    def to_dict(self) -> dict[str, Any]:
        is_archived: bool | None | Unset
        if isinstance(self.is_archived, Unset):
            is_archived = UNSET
        else:
            is_archived = self.is_archived

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if is_archived is not UNSET:
            field_dict["is_archived"] = is_archived
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_is_archived(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_archived = _parse_is_archived(d.pop("is_archived", UNSET))

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        person_patch = cls(
            is_archived=is_archived,
            lock_version=lock_version,
            name=name,
        )

        return person_patch
