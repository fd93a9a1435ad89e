from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import Literal, cast
from uuid import UUID


T = TypeVar("T", bound="InheritedCitation")


@_attrs_define
class InheritedCitation:
    """The parent persona says so.

    Attributes:
        kind: which of the four kinds of citation this is.
        persona_id: the parent.
        version: number of the parent's version.
        claim_id: the parent's claim.

    """

    claim_id: str
    persona_id: UUID
    version: int
    kind: Literal["inherited"] | Unset = "inherited"

    def to_dict(self) -> dict[str, Any]:
        claim_id = self.claim_id

        persona_id = str(self.persona_id)

        version = self.version

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "claim_id": claim_id,
                "persona_id": persona_id,
                "version": version,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        claim_id = d.pop("claim_id")

        persona_id = UUID(d.pop("persona_id"))

        version = d.pop("version")

        kind = cast(Literal["inherited"] | Unset, d.pop("kind", UNSET))
        if kind != "inherited" and not isinstance(kind, Unset):
            raise ValueError(f"kind must match const 'inherited', got '{kind}'")

        inherited_citation = cls(
            claim_id=claim_id,
            persona_id=persona_id,
            version=version,
            kind=kind,
        )

        return inherited_citation
