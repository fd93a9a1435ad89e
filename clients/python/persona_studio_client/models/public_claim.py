from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.public_quote import PublicQuote


T = TypeVar("T", bound="PublicClaim")


@_attrs_define
class PublicClaim:
    """One thing that is said about the person; `quotes` is empty unless the owner agreed to show them.

    `id` is the claim's in the version, by which a remix cites it; `who` the other person of a relationship.

    """

    text: str
    id: str | Unset = ""
    quotes: list[PublicQuote] | Unset = UNSET
    who: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.public_quote import PublicQuote  # noqa: PLC0415

        text = self.text

        id = self.id

        quotes: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.quotes, Unset):
            quotes = []
            for quotes_item_data in self.quotes:
                quotes_item = quotes_item_data.to_dict()
                quotes.append(quotes_item)

        who = self.who

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "text": text,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if quotes is not UNSET:
            field_dict["quotes"] = quotes
        if who is not UNSET:
            field_dict["who"] = who

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_quote import PublicQuote  # noqa: PLC0415

        d = dict(src_dict)
        text = d.pop("text")

        id = d.pop("id", UNSET)

        _quotes = d.pop("quotes", UNSET)
        quotes: list[PublicQuote] | Unset = UNSET
        if _quotes is not UNSET:
            quotes = []
            for quotes_item_data in _quotes:
                quotes_item = PublicQuote.from_dict(quotes_item_data)

                quotes.append(quotes_item)

        who = d.pop("who", UNSET)

        public_claim = cls(
            text=text,
            id=id,
            quotes=quotes,
            who=who,
        )

        public_claim.additional_properties = d
        return public_claim

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
