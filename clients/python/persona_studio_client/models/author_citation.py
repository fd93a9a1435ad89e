from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import Literal, cast
from uuid import UUID


T = TypeVar("T", bound="AuthorCitation")


@_attrs_define
class AuthorCitation:
    """The owner said so.

    Attributes:
        kind: which of the four kinds of citation this is.
        decision_id: the decision that says it.

    """

    decision_id: UUID
    kind: Literal["author"] | Unset = "author"

    def to_dict(self) -> dict[str, Any]:
        decision_id = str(self.decision_id)

        kind = self.kind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "decision_id": decision_id,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decision_id = UUID(d.pop("decision_id"))

        kind = cast(Literal["author"] | Unset, d.pop("kind", UNSET))
        if kind != "author" and not isinstance(kind, Unset):
            raise ValueError(f"kind must match const 'author', got '{kind}'")

        author_citation = cls(
            decision_id=decision_id,
            kind=kind,
        )

        return author_citation
