from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.enrichment_state import EnrichmentState
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.contribution_view import ContributionView


T = TypeVar("T", bound="EnrichmentView")


@_attrs_define
class EnrichmentView:
    """One enrichment of a persona."""

    characters: list[ContributionView]
    created_at: datetime.datetime
    dialogue_count: int
    finished_at: datetime.datetime | None
    id: UUID
    note: str
    number: int
    offline_count: int
    run_id: UUID
    state: EnrichmentState
    """ Where an enrichment stands. """
    thought_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.contribution_view import ContributionView  # noqa: PLC0415

        characters = []
        for characters_item_data in self.characters:
            characters_item = characters_item_data.to_dict()
            characters.append(characters_item)

        created_at = self.created_at.isoformat()

        dialogue_count = self.dialogue_count

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        id = str(self.id)

        note = self.note

        number = self.number

        offline_count = self.offline_count

        run_id = str(self.run_id)

        state = self.state.value

        thought_count = self.thought_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "characters": characters,
                "created_at": created_at,
                "dialogue_count": dialogue_count,
                "finished_at": finished_at,
                "id": id,
                "note": note,
                "number": number,
                "offline_count": offline_count,
                "run_id": run_id,
                "state": state,
                "thought_count": thought_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.contribution_view import ContributionView  # noqa: PLC0415

        d = dict(src_dict)
        characters = []
        _characters = d.pop("characters")
        for characters_item_data in _characters:
            characters_item = ContributionView.from_dict(characters_item_data)

            characters.append(characters_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        dialogue_count = d.pop("dialogue_count")

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        id = UUID(d.pop("id"))

        note = d.pop("note")

        number = d.pop("number")

        offline_count = d.pop("offline_count")

        run_id = UUID(d.pop("run_id"))

        state = EnrichmentState(d.pop("state"))

        thought_count = d.pop("thought_count")

        enrichment_view = cls(
            characters=characters,
            created_at=created_at,
            dialogue_count=dialogue_count,
            finished_at=finished_at,
            id=id,
            note=note,
            number=number,
            offline_count=offline_count,
            run_id=run_id,
            state=state,
            thought_count=thought_count,
        )

        enrichment_view.additional_properties = d
        return enrichment_view

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
