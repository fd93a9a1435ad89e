from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.public_quote_source import PublicQuoteSource
from ..types import UNSET, Unset


T = TypeVar("T", bound="PublicQuote")


@_attrs_define
class PublicQuote:
    """The words behind a claim or a thought, without what stood around them.

    Attributes:
        source: the kind of source: `text`, `url`, `file`, `card`, or `film`.
        host: of a page's address, never the whole of it; empty for other sources.
        movie: the film's title; empty for other sources.
        character: who says so in the film.

    """

    source: PublicQuoteSource
    words: str
    character: str | Unset = ""
    host: str | Unset = ""
    movie: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source = self.source.value

        words = self.words

        character = self.character

        host = self.host

        movie = self.movie

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source": source,
                "words": words,
            }
        )
        if character is not UNSET:
            field_dict["character"] = character
        if host is not UNSET:
            field_dict["host"] = host
        if movie is not UNSET:
            field_dict["movie"] = movie

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        source = PublicQuoteSource(d.pop("source"))

        words = d.pop("words")

        character = d.pop("character", UNSET)

        host = d.pop("host", UNSET)

        movie = d.pop("movie", UNSET)

        public_quote = cls(
            source=source,
            words=words,
            character=character,
            host=host,
            movie=movie,
        )

        public_quote.additional_properties = d
        return public_quote

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
