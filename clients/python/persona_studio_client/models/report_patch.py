from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset


T = TypeVar("T", bound="ReportPatch")


@_attrs_define
class ReportPatch:
    """A report that needs nothing done."""

    is_settled: bool

    def to_dict(self) -> dict[str, Any]:
        is_settled = self.is_settled

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "is_settled": is_settled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        is_settled = d.pop("is_settled")

        report_patch = cls(
            is_settled=is_settled,
        )

        return report_patch
