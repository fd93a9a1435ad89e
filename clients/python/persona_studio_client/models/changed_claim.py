from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="ChangedClaim")


@_attrs_define
class ChangedClaim:
    """The owner's words for a claim."""

    value: str
    """ The words, one line of at most 500 characters. """
    lock_version: int | None | Unset = UNSET
    """ The persona's `lock_version` as read; If-Match takes precedence. """
    who: str | Unset = ""
    """ For a relationship, the other person's name. """

    def to_dict(self) -> dict[str, Any]:
        value = self.value

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        who = self.who

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
            }
        )
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version
        if who is not UNSET:
            field_dict["who"] = who

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        value = d.pop("value")

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        who = d.pop("who", UNSET)

        changed_claim = cls(
            value=value,
            lock_version=lock_version,
            who=who,
        )

        return changed_claim
