from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
from uuid import UUID

if TYPE_CHECKING:
    from ..models.loss_report import LossReport


T = TypeVar("T", bound="ImportAnswer")


@_attrs_define
class ImportAnswer:
    """What became of a file."""

    format_: str
    """ What the file is, told by what it holds. """
    id: UUID
    """ Of the persona. """
    losses: LossReport
    """ What became of everything.

    Attributes:
        mapped: places whose words are in the persona's own fields (on export: in the file's own fields).
        kept: places that have no field here and are kept as they are, to be written again.
        unusable: places that are not taken over. """
    name: str
    outcome: str
    """ `created`, `updated` or `skipped`. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loss_report import LossReport  # noqa: PLC0415

        format_ = self.format_

        id = str(self.id)

        losses = self.losses.to_dict()

        name = self.name

        outcome = self.outcome

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "format": format_,
                "id": id,
                "losses": losses,
                "name": name,
                "outcome": outcome,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.loss_report import LossReport  # noqa: PLC0415

        d = dict(src_dict)
        format_ = d.pop("format")

        id = UUID(d.pop("id"))

        losses = LossReport.from_dict(d.pop("losses"))

        name = d.pop("name")

        outcome = d.pop("outcome")

        import_answer = cls(
            format_=format_,
            id=id,
            losses=losses,
            name=name,
            outcome=outcome,
        )

        import_answer.additional_properties = d
        return import_answer

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
