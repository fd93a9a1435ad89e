from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.claim_field import ClaimField
from ..models.contradiction_settled_type_0 import ContradictionSettledType0
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
    from ..models.claim import Claim


T = TypeVar("T", bound="Contradiction")


@_attrs_define
class Contradiction:
    """Two claims that cannot both hold.

    Attributes:
        id: stable across versions: a hash of both claims' ids.
        why: a sentence, from the engine or the rule that found it.
        left_field: the claim field of the left side.
        left: one side, with its citations.
        right_field: the claim field of the right side.
        right: the other side, with its citations.
        decision_id: the owner's decision, once settled.
        settled: None while open; `left`, `right` or `both` once the owner decided.

    """

    id: str
    left: Claim
    """ One thing that is said about the person.

    Attributes:
        id: stable across versions: a hash of field and normalised value.
        value: the claim in a few words.
        who: for a relationship, the other person's name.
        citations: the words it rests on, oldest datum first; never empty, at most 12.
        support: how many places say so, counted before the citations were cut to 12.
        also: other wordings that were joined with this one.
        is_contested: another claim contradicts it and the owner has not settled it. """
    left_field: ClaimField
    """ The places of the profile that a claim can fill. """
    right: Claim
    """ One thing that is said about the person.

    Attributes:
        id: stable across versions: a hash of field and normalised value.
        value: the claim in a few words.
        who: for a relationship, the other person's name.
        citations: the words it rests on, oldest datum first; never empty, at most 12.
        support: how many places say so, counted before the citations were cut to 12.
        also: other wordings that were joined with this one.
        is_contested: another claim contradicts it and the owner has not settled it. """
    right_field: ClaimField
    """ The places of the profile that a claim can fill. """
    decision_id: None | Unset | UUID = UNSET
    settled: ContradictionSettledType0 | None | Unset = UNSET
    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim import Claim  # noqa: PLC0415

        id = self.id

        left = self.left.to_dict()

        left_field = self.left_field.value

        right = self.right.to_dict()

        right_field = self.right_field.value

        decision_id: None | str | Unset
        if isinstance(self.decision_id, Unset):
            decision_id = UNSET
        elif isinstance(self.decision_id, UUID):
            decision_id = str(self.decision_id)
        else:
            decision_id = self.decision_id

        settled: None | str | Unset
        if isinstance(self.settled, Unset):
            settled = UNSET
        elif isinstance(self.settled, ContradictionSettledType0):
            settled = self.settled.value
        else:
            settled = self.settled

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "left": left,
                "left_field": left_field,
                "right": right,
                "right_field": right_field,
            }
        )
        if decision_id is not UNSET:
            field_dict["decision_id"] = decision_id
        if settled is not UNSET:
            field_dict["settled"] = settled
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim import Claim  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        left = Claim.from_dict(d.pop("left"))

        left_field = ClaimField(d.pop("left_field"))

        right = Claim.from_dict(d.pop("right"))

        right_field = ClaimField(d.pop("right_field"))

        def _parse_decision_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decision_id_type_0 = UUID(data)

                return decision_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        decision_id = _parse_decision_id(d.pop("decision_id", UNSET))

        def _parse_settled(data: object) -> ContradictionSettledType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                settled_type_0 = ContradictionSettledType0(data)

                return settled_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContradictionSettledType0 | None | Unset, data)

        settled = _parse_settled(d.pop("settled", UNSET))

        why = d.pop("why", UNSET)

        contradiction = cls(
            id=id,
            left=left,
            left_field=left_field,
            right=right,
            right_field=right_field,
            decision_id=decision_id,
            settled=settled,
            why=why,
        )

        return contradiction
