from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.claim_change import ClaimChange


T = TypeVar("T", bound="ProfileChanges")


@_attrs_define
class ProfileChanges:
    """What differs between two profiles.

    Attributes:
        claims: claims gone, new and reworded, in the profile's order.
        scores: factors of the Big Five as (factor, score before, score after), None where there was none.
        contradictions_opened: ids of contradictions that are new.
        contradictions_closed: ids of those that are gone or settled.

    """

    claims: list[ClaimChange] | Unset = UNSET
    contradictions_closed: list[str] | Unset = UNSET
    contradictions_opened: list[str] | Unset = UNSET
    scores: list[list[int | None | str]] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim_change import ClaimChange  # noqa: PLC0415

        claims: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.claims, Unset):
            claims = []
            for claims_item_data in self.claims:
                claims_item = claims_item_data.to_dict()
                claims.append(claims_item)

        contradictions_closed: list[str] | Unset = UNSET
        if not isinstance(self.contradictions_closed, Unset):
            contradictions_closed = self.contradictions_closed

        contradictions_opened: list[str] | Unset = UNSET
        if not isinstance(self.contradictions_opened, Unset):
            contradictions_opened = self.contradictions_opened

        scores: list[list[int | None | str]] | Unset = UNSET
        if not isinstance(self.scores, Unset):
            scores = []
            for scores_item_data in self.scores:
                scores_item = []
                for scores_item_item_data in scores_item_data:
                    scores_item_item: int | None | str
                    scores_item_item = scores_item_item_data
                    scores_item.append(scores_item_item)

                scores.append(scores_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if claims is not UNSET:
            field_dict["claims"] = claims
        if contradictions_closed is not UNSET:
            field_dict["contradictions_closed"] = contradictions_closed
        if contradictions_opened is not UNSET:
            field_dict["contradictions_opened"] = contradictions_opened
        if scores is not UNSET:
            field_dict["scores"] = scores

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim_change import ClaimChange  # noqa: PLC0415

        d = dict(src_dict)
        _claims = d.pop("claims", UNSET)
        claims: list[ClaimChange] | Unset = UNSET
        if _claims is not UNSET:
            claims = []
            for claims_item_data in _claims:
                claims_item = ClaimChange.from_dict(claims_item_data)

                claims.append(claims_item)

        contradictions_closed = cast(list[str], d.pop("contradictions_closed", UNSET))

        contradictions_opened = cast(list[str], d.pop("contradictions_opened", UNSET))

        _scores = d.pop("scores", UNSET)
        scores: list[list[int | None | str]] | Unset = UNSET
        if _scores is not UNSET:
            scores = []
            for scores_item_data in _scores:
                scores_item = []
                _scores_item = scores_item_data
                for scores_item_item_data in _scores_item:

                    def _parse_scores_item_item(data: object) -> int | None | str:
                        if data is None:
                            return data
                        return cast(int | None | str, data)

                    scores_item_item = _parse_scores_item_item(scores_item_item_data)

                    scores_item.append(scores_item_item)

                scores.append(scores_item)

        profile_changes = cls(
            claims=claims,
            contradictions_closed=contradictions_closed,
            contradictions_opened=contradictions_opened,
            scores=scores,
        )

        profile_changes.additional_properties = d
        return profile_changes

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
