from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.proposal_choice_choice import ProposalChoiceChoice
from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="ProposalChoice")


@_attrs_define
class ProposalChoice:
    """What becomes of a proposal."""

    choice: ProposalChoiceChoice
    """ `take` what is proposed, or `keep` the owner's words. """
    lock_version: int | None | Unset = UNSET
    """ The persona's `lock_version` as read; If-Match takes precedence. """

    def to_dict(self) -> dict[str, Any]:
        choice = self.choice.value

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "choice": choice,
            }
        )
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        choice = ProposalChoiceChoice(d.pop("choice"))

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        proposal_choice = cls(
            choice=choice,
            lock_version=lock_version,
        )

        return proposal_choice
