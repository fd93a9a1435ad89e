from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import Literal, cast


T = TypeVar("T", bound="YesNoFact")


@_attrs_define
class YesNoFact:
    """Yes or no."""

    value: bool
    type_: Literal["yes_no"] | Unset = "yes_no"

    def to_dict(self) -> dict[str, Any]:
        value = self.value

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
        value = d.pop("value")

        type_ = cast(Literal["yes_no"] | Unset, d.pop("type", UNSET))
        if type_ != "yes_no" and not isinstance(type_, Unset):
            raise ValueError(f"type must match const 'yes_no', got '{type_}'")

        yes_no_fact = cls(
            value=value,
            type_=type_,
        )

        return yes_no_fact
