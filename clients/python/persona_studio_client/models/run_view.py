from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.run_state import RunState
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.step_view import StepView


T = TypeVar("T", bound="RunView")


@_attrs_define
class RunView:
    """A run as the page shows it.

    Attributes:
        sentence: what a person should know now: the result, why it waits, or why it failed and what to do.
        elapsed_seconds: since it was started, without the time in the queue; None while queued.
        left_seconds: an estimate; None while nothing can be said.
        waits_until: when a waiting run tries again.
        cost_usd: None when the model's price is unknown.

    """

    attempts: int
    calls: int
    completion_tokens: int
    cost_usd: None | str
    created_at: datetime.datetime
    elapsed_seconds: float | None
    error_code: str
    finished_at: datetime.datetime | None
    id: UUID
    is_cancel_requested: bool
    kind: str
    left_seconds: float | None
    persona_id: UUID
    prompt_tokens: int
    sentence: str
    started_at: datetime.datetime | None
    state: RunState
    """ Where a run stands; `waiting` means it waits for a model that is down or limits the rate. """
    steps: list[StepView]
    version_number: int | None
    waits_until: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.step_view import StepView  # noqa: PLC0415

        attempts = self.attempts

        calls = self.calls

        completion_tokens = self.completion_tokens

        cost_usd: None | str
        cost_usd = self.cost_usd

        created_at = self.created_at.isoformat()

        elapsed_seconds: float | None
        elapsed_seconds = self.elapsed_seconds

        error_code = self.error_code

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        id = str(self.id)

        is_cancel_requested = self.is_cancel_requested

        kind = self.kind

        left_seconds: float | None
        left_seconds = self.left_seconds

        persona_id = str(self.persona_id)

        prompt_tokens = self.prompt_tokens

        sentence = self.sentence

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        state = self.state.value

        steps = []
        for steps_item_data in self.steps:
            steps_item = steps_item_data.to_dict()
            steps.append(steps_item)

        version_number: int | None
        version_number = self.version_number

        waits_until: None | str
        if isinstance(self.waits_until, datetime.datetime):
            waits_until = self.waits_until.isoformat()
        else:
            waits_until = self.waits_until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempts": attempts,
                "calls": calls,
                "completion_tokens": completion_tokens,
                "cost_usd": cost_usd,
                "created_at": created_at,
                "elapsed_seconds": elapsed_seconds,
                "error_code": error_code,
                "finished_at": finished_at,
                "id": id,
                "is_cancel_requested": is_cancel_requested,
                "kind": kind,
                "left_seconds": left_seconds,
                "persona_id": persona_id,
                "prompt_tokens": prompt_tokens,
                "sentence": sentence,
                "started_at": started_at,
                "state": state,
                "steps": steps,
                "version_number": version_number,
                "waits_until": waits_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.step_view import StepView  # noqa: PLC0415

        d = dict(src_dict)
        attempts = d.pop("attempts")

        calls = d.pop("calls")

        completion_tokens = d.pop("completion_tokens")

        def _parse_cost_usd(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cost_usd = _parse_cost_usd(d.pop("cost_usd"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_elapsed_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        elapsed_seconds = _parse_elapsed_seconds(d.pop("elapsed_seconds"))

        error_code = d.pop("error_code")

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

        is_cancel_requested = d.pop("is_cancel_requested")

        kind = d.pop("kind")

        def _parse_left_seconds(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        left_seconds = _parse_left_seconds(d.pop("left_seconds"))

        persona_id = UUID(d.pop("persona_id"))

        prompt_tokens = d.pop("prompt_tokens")

        sentence = d.pop("sentence")

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        state = RunState(d.pop("state"))

        steps = []
        _steps = d.pop("steps")
        for steps_item_data in _steps:
            steps_item = StepView.from_dict(steps_item_data)

            steps.append(steps_item)

        def _parse_version_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        version_number = _parse_version_number(d.pop("version_number"))

        def _parse_waits_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                waits_until_type_0 = datetime.datetime.fromisoformat(data)

                return waits_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        waits_until = _parse_waits_until(d.pop("waits_until"))

        run_view = cls(
            attempts=attempts,
            calls=calls,
            completion_tokens=completion_tokens,
            cost_usd=cost_usd,
            created_at=created_at,
            elapsed_seconds=elapsed_seconds,
            error_code=error_code,
            finished_at=finished_at,
            id=id,
            is_cancel_requested=is_cancel_requested,
            kind=kind,
            left_seconds=left_seconds,
            persona_id=persona_id,
            prompt_tokens=prompt_tokens,
            sentence=sentence,
            started_at=started_at,
            state=state,
            steps=steps,
            version_number=version_number,
            waits_until=waits_until,
        )

        run_view.additional_properties = d
        return run_view

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
