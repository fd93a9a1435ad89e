from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from typing import Literal, cast
import datetime


T = TypeVar("T", bound="DateFact")


@_attrs_define
class DateFact:
    """A day."""

    value: datetime.date
    type_: Literal["date"] | Unset = "date"

    def to_dict(self) -> dict[str, Any]:
        value = self.value.isoformat()

        type_ = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        value = datetime.date.fromisoformat(d.pop("value"))

        type_ = cast(Literal["date"] | Unset, d.pop("type", UNSET))
        if type_ != "date" and not isinstance(type_, Unset):
            raise ValueError(f"type must match const 'date', got '{type_}'")

        date_fact = cls(
            value=value,
            type_=type_,
        )

        return date_fact
