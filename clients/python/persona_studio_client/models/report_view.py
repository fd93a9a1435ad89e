from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.outcome import Outcome
from ..models.report_kind import ReportKind
from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="ReportView")


@_attrs_define
class ReportView:
    """What visitors told about a public persona. `is_hidden`: an operator has hidden it."""

    created_at: datetime.datetime
    creator: str
    hidden_reason: str
    id: UUID
    is_hidden: bool
    kind: ReportKind
    """ What a visitor says is wrong with a public persona. """
    outcome: None | Outcome
    persona_id: UUID
    public_name: str
    reporter_id: None | UUID
    settled_at: datetime.datetime | None
    settled_by: None | UUID
    slug: str
    words: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at.isoformat()

        creator = self.creator

        hidden_reason = self.hidden_reason

        id = str(self.id)

        is_hidden = self.is_hidden

        kind = self.kind.value

        outcome: None | str
        if isinstance(self.outcome, Outcome):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        persona_id = str(self.persona_id)

        public_name = self.public_name

        reporter_id: None | str
        if isinstance(self.reporter_id, UUID):
            reporter_id = str(self.reporter_id)
        else:
            reporter_id = self.reporter_id

        settled_at: None | str
        if isinstance(self.settled_at, datetime.datetime):
            settled_at = self.settled_at.isoformat()
        else:
            settled_at = self.settled_at

        settled_by: None | str
        if isinstance(self.settled_by, UUID):
            settled_by = str(self.settled_by)
        else:
            settled_by = self.settled_by

        slug = self.slug

        words = self.words

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "creator": creator,
                "hidden_reason": hidden_reason,
                "id": id,
                "is_hidden": is_hidden,
                "kind": kind,
                "outcome": outcome,
                "persona_id": persona_id,
                "public_name": public_name,
                "reporter_id": reporter_id,
                "settled_at": settled_at,
                "settled_by": settled_by,
                "slug": slug,
                "words": words,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        creator = d.pop("creator")

        hidden_reason = d.pop("hidden_reason")

        id = UUID(d.pop("id"))

        is_hidden = d.pop("is_hidden")

        kind = ReportKind(d.pop("kind"))

        def _parse_outcome(data: object) -> None | Outcome:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = Outcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Outcome, data)

        outcome = _parse_outcome(d.pop("outcome"))

        persona_id = UUID(d.pop("persona_id"))

        public_name = d.pop("public_name")

        def _parse_reporter_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reporter_id_type_0 = UUID(data)

                return reporter_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        reporter_id = _parse_reporter_id(d.pop("reporter_id"))

        def _parse_settled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                settled_at_type_0 = datetime.datetime.fromisoformat(data)

                return settled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        settled_at = _parse_settled_at(d.pop("settled_at"))

        def _parse_settled_by(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                settled_by_type_0 = UUID(data)

                return settled_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        settled_by = _parse_settled_by(d.pop("settled_by"))

        slug = d.pop("slug")

        words = d.pop("words")

        report_view = cls(
            created_at=created_at,
            creator=creator,
            hidden_reason=hidden_reason,
            id=id,
            is_hidden=is_hidden,
            kind=kind,
            outcome=outcome,
            persona_id=persona_id,
            public_name=public_name,
            reporter_id=reporter_id,
            settled_at=settled_at,
            settled_by=settled_by,
            slug=slug,
            words=words,
        )

        report_view.additional_properties = d
        return report_view

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
