from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.run_state import RunState
from uuid import UUID


T = TypeVar("T", bound="Accepted")


@_attrs_define
class Accepted:
    """Work that goes on; Location leads to it."""

    id: UUID
    """ The run. """
    persona_id: UUID
    run_id: UUID
    """ The run. """
    sentence: str
    state: RunState
    """ Where a run stands; `waiting` means it waits for a model that is down or limits the rate. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        persona_id = str(self.persona_id)

        run_id = str(self.run_id)

        sentence = self.sentence

        state = self.state.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "persona_id": persona_id,
                "run_id": run_id,
                "sentence": sentence,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        persona_id = UUID(d.pop("persona_id"))

        run_id = UUID(d.pop("run_id"))

        sentence = d.pop("sentence")

        state = RunState(d.pop("state"))

        accepted = cls(
            id=id,
            persona_id=persona_id,
            run_id=run_id,
            sentence=sentence,
            state=state,
        )

        accepted.additional_properties = d
        return accepted

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
