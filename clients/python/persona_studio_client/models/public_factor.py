from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="PublicFactor")


@_attrs_define
class PublicFactor:
    """One of the Big Five: score and confidence from 0 to 100, and the ids of the claims that it rests on."""

    confidence: int
    name: str
    score: int
    claim_ids: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        confidence = self.confidence

        name = self.name

        score = self.score

        claim_ids: list[str] | Unset = UNSET
        if not isinstance(self.claim_ids, Unset):
            claim_ids = self.claim_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "confidence": confidence,
                "name": name,
                "score": score,
            }
        )
        if claim_ids is not UNSET:
            field_dict["claim_ids"] = claim_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        confidence = d.pop("confidence")

        name = d.pop("name")

        score = d.pop("score")

        claim_ids = cast(list[str], d.pop("claim_ids", UNSET))

        public_factor = cls(
            confidence=confidence,
            name=name,
            score=score,
            claim_ids=claim_ids,
        )

        public_factor.additional_properties = d
        return public_factor

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
