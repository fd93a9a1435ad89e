from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.loss import Loss


T = TypeVar("T", bound="LossReport")


@_attrs_define
class LossReport:
    """What became of everything.

    Attributes:
        mapped: places whose words are in the persona's own fields (on export: in the file's own fields).
        kept: places that have no field here and are kept as they are, to be written again.
        unusable: places that are not taken over.

    """

    kept: list[Loss] | Unset = UNSET
    mapped: list[str] | Unset = UNSET
    unusable: list[Loss] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.loss import Loss  # noqa: PLC0415

        kept: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.kept, Unset):
            kept = []
            for kept_item_data in self.kept:
                kept_item = kept_item_data.to_dict()
                kept.append(kept_item)

        mapped: list[str] | Unset = UNSET
        if not isinstance(self.mapped, Unset):
            mapped = self.mapped

        unusable: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.unusable, Unset):
            unusable = []
            for unusable_item_data in self.unusable:
                unusable_item = unusable_item_data.to_dict()
                unusable.append(unusable_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if kept is not UNSET:
            field_dict["kept"] = kept
        if mapped is not UNSET:
            field_dict["mapped"] = mapped
        if unusable is not UNSET:
            field_dict["unusable"] = unusable

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.loss import Loss  # noqa: PLC0415

        d = dict(src_dict)
        _kept = d.pop("kept", UNSET)
        kept: list[Loss] | Unset = UNSET
        if _kept is not UNSET:
            kept = []
            for kept_item_data in _kept:
                kept_item = Loss.from_dict(kept_item_data)

                kept.append(kept_item)

        mapped = cast(list[str], d.pop("mapped", UNSET))

        _unusable = d.pop("unusable", UNSET)
        unusable: list[Loss] | Unset = UNSET
        if _unusable is not UNSET:
            unusable = []
            for unusable_item_data in _unusable:
                unusable_item = Loss.from_dict(unusable_item_data)

                unusable.append(unusable_item)

        loss_report = cls(
            kept=kept,
            mapped=mapped,
            unusable=unusable,
        )

        return loss_report
