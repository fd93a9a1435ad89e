from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.claim_word_view_choice import ClaimWordViewChoice
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="ClaimWordView")


@_attrs_define
class ClaimWordView:
    """What the owner said of one claim, or of one score (`big_five.<factor>`); `claim_id` is empty for a field that holds
    one value.

    `released`: the owner took the word back, and what the texts say stands again. `before` is what stood there, empty
    when nothing did.

    """

    choice: ClaimWordViewChoice
    claim_id: str
    created_at: datetime.datetime
    created_by: UUID
    field: str
    id: UUID
    before: str | Unset = ""
    score: int | None | Unset = UNSET
    value: str | Unset = ""
    who: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        choice = self.choice.value

        claim_id = self.claim_id

        created_at = self.created_at.isoformat()

        created_by = str(self.created_by)

        field = self.field

        id = str(self.id)

        before = self.before

        score: int | None | Unset
        if isinstance(self.score, Unset):
            score = UNSET
        else:
            score = self.score

        value = self.value

        who = self.who

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "choice": choice,
                "claim_id": claim_id,
                "created_at": created_at,
                "created_by": created_by,
                "field": field,
                "id": id,
            }
        )
        if before is not UNSET:
            field_dict["before"] = before
        if score is not UNSET:
            field_dict["score"] = score
        if value is not UNSET:
            field_dict["value"] = value
        if who is not UNSET:
            field_dict["who"] = who

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        choice = ClaimWordViewChoice(d.pop("choice"))

        claim_id = d.pop("claim_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        created_by = UUID(d.pop("created_by"))

        field = d.pop("field")

        id = UUID(d.pop("id"))

        before = d.pop("before", UNSET)

        def _parse_score(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        score = _parse_score(d.pop("score", UNSET))

        value = d.pop("value", UNSET)

        who = d.pop("who", UNSET)

        claim_word_view = cls(
            choice=choice,
            claim_id=claim_id,
            created_at=created_at,
            created_by=created_by,
            field=field,
            id=id,
            before=before,
            score=score,
            value=value,
            who=who,
        )

        claim_word_view.additional_properties = d
        return claim_word_view

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
