from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.attempt_state import AttemptState
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.asked import Asked
    from ..models.description import Description


T = TypeVar("T", bound="AttemptView")


@_attrs_define
class AttemptView:
    """One attempt to publish. `draft` is what an engine derived, from `review` on; `why` a sentence, when it failed."""

    asked: Asked
    """ What was asked for; `version` is the number of the version that the attempt locked. """
    created_at: datetime.datetime
    draft: Description | None
    ended_at: datetime.datetime | None
    id: UUID
    persona_id: UUID
    run_id: None | UUID
    state: AttemptState
    """ Where an attempt to publish stands; `review` waits for the owner. """
    version_number: int
    why: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.asked import Asked  # noqa: PLC0415
        from ..models.description import Description  # noqa: PLC0415

        asked = self.asked.to_dict()

        created_at = self.created_at.isoformat()

        draft: dict[str, Any] | None
        if isinstance(self.draft, Description):
            draft = self.draft.to_dict()
        else:
            draft = self.draft

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        id = str(self.id)

        persona_id = str(self.persona_id)

        run_id: None | str
        if isinstance(self.run_id, UUID):
            run_id = str(self.run_id)
        else:
            run_id = self.run_id

        state = self.state.value

        version_number = self.version_number

        why = self.why

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asked": asked,
                "created_at": created_at,
                "draft": draft,
                "ended_at": ended_at,
                "id": id,
                "persona_id": persona_id,
                "run_id": run_id,
                "state": state,
                "version_number": version_number,
                "why": why,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.asked import Asked  # noqa: PLC0415
        from ..models.description import Description  # noqa: PLC0415

        d = dict(src_dict)
        asked = Asked.from_dict(d.pop("asked"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_draft(data: object) -> Description | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                draft_type_0 = Description.from_dict(data)

                return draft_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Description | None, data)

        draft = _parse_draft(d.pop("draft"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        id = UUID(d.pop("id"))

        persona_id = UUID(d.pop("persona_id"))

        def _parse_run_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                run_id_type_0 = UUID(data)

                return run_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        run_id = _parse_run_id(d.pop("run_id"))

        state = AttemptState(d.pop("state"))

        version_number = d.pop("version_number")

        why = d.pop("why")

        attempt_view = cls(
            asked=asked,
            created_at=created_at,
            draft=draft,
            ended_at=ended_at,
            id=id,
            persona_id=persona_id,
            run_id=run_id,
            state=state,
            version_number=version_number,
            why=why,
        )

        attempt_view.additional_properties = d
        return attempt_view

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
