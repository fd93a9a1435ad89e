from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="OwnScore")


@_attrs_define
class OwnScore:
    """The owner's score of one of the five factors."""

    score: int | None
    """ 0 to 100, 50 being average; null leaves the factor open. """
    lock_version: int | None | Unset = UNSET
    """ The persona's `lock_version` as read; If-Match takes precedence. """

    def to_dict(self) -> dict[str, Any]:
        score: int | None
        score = self.score

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "score": score,
            }
        )
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_score(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        score = _parse_score(d.pop("score"))

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        own_score = cls(
            score=score,
            lock_version=lock_version,
        )

        return own_score
