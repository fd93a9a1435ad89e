from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.delivery_outcome import DeliveryOutcome
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.delivery_attempt_request_headers import DeliveryAttemptRequestHeaders


T = TypeVar("T", bound="DeliveryAttempt")


@_attrs_define
class DeliveryAttempt:
    """One attempt at a delivery."""

    answer: str
    at: datetime.datetime
    id: UUID
    milliseconds: int
    outcome: DeliveryOutcome
    """ How one attempt ended. """
    request_headers: DeliveryAttemptRequestHeaders
    status: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.delivery_attempt_request_headers import (
            DeliveryAttemptRequestHeaders,
        )  # noqa: PLC0415

        answer = self.answer

        at = self.at.isoformat()

        id = str(self.id)

        milliseconds = self.milliseconds

        outcome = self.outcome.value

        request_headers = self.request_headers.to_dict()

        status: int | None
        status = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "answer": answer,
                "at": at,
                "id": id,
                "milliseconds": milliseconds,
                "outcome": outcome,
                "request_headers": request_headers,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.delivery_attempt_request_headers import (
            DeliveryAttemptRequestHeaders,
        )  # noqa: PLC0415

        d = dict(src_dict)
        answer = d.pop("answer")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        id = UUID(d.pop("id"))

        milliseconds = d.pop("milliseconds")

        outcome = DeliveryOutcome(d.pop("outcome"))

        request_headers = DeliveryAttemptRequestHeaders.from_dict(
            d.pop("request_headers")
        )

        def _parse_status(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        status = _parse_status(d.pop("status"))

        delivery_attempt = cls(
            answer=answer,
            at=at,
            id=id,
            milliseconds=milliseconds,
            outcome=outcome,
            request_headers=request_headers,
            status=status,
        )

        delivery_attempt.additional_properties = d
        return delivery_attempt

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
