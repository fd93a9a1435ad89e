from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="PersonDraft")


@_attrs_define
class PersonDraft:
    """A new persona: with material, from which it is built, or empty."""

    allow_repeats: bool | Unset = False
    """ Add also what is there already. """
    build: bool | Unset = True
    """ Start a build when there is material. """
    characters: list[UUID] | None | Unset = UNSET
    """ Characters of films: 500 of their dialogues make 50 thoughts. """
    leave_out_failed: bool | Unset = False
    """ Go on without what cannot be read. """
    name: str | Unset = ""
    """ What it is called; empty: a build finds the name in the data. """
    raw_text: None | str | Unset = UNSET
    """ The text as it is. """
    urls: list[str] | None | Unset = UNSET
    """ Public web pages, whose main text is taken. """

    def to_dict(self) -> dict[str, Any]:
        allow_repeats = self.allow_repeats

        build = self.build

        characters: list[str] | None | Unset
        if isinstance(self.characters, Unset):
            characters = UNSET
        elif isinstance(self.characters, list):
            characters = []
            for characters_type_0_item_data in self.characters:
                characters_type_0_item = str(characters_type_0_item_data)
                characters.append(characters_type_0_item)

        else:
            characters = self.characters

        leave_out_failed = self.leave_out_failed

        name = self.name

        raw_text: None | str | Unset
        if isinstance(self.raw_text, Unset):
            raw_text = UNSET
        else:
            raw_text = self.raw_text

        urls: list[str] | None | Unset
        if isinstance(self.urls, Unset):
            urls = UNSET
        elif isinstance(self.urls, list):
            urls = self.urls

        else:
            urls = self.urls

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if allow_repeats is not UNSET:
            field_dict["allow_repeats"] = allow_repeats
        if build is not UNSET:
            field_dict["build"] = build
        if characters is not UNSET:
            field_dict["characters"] = characters
        if leave_out_failed is not UNSET:
            field_dict["leave_out_failed"] = leave_out_failed
        if name is not UNSET:
            field_dict["name"] = name
        if raw_text is not UNSET:
            field_dict["raw_text"] = raw_text
        if urls is not UNSET:
            field_dict["urls"] = urls

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        allow_repeats = d.pop("allow_repeats", UNSET)

        build = d.pop("build", UNSET)

        def _parse_characters(data: object) -> list[UUID] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                characters_type_0 = []
                _characters_type_0 = data
                for characters_type_0_item_data in _characters_type_0:
                    characters_type_0_item = UUID(characters_type_0_item_data)

                    characters_type_0.append(characters_type_0_item)

                return characters_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[UUID] | None | Unset, data)

        characters = _parse_characters(d.pop("characters", UNSET))

        leave_out_failed = d.pop("leave_out_failed", UNSET)

        name = d.pop("name", UNSET)

        def _parse_raw_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        raw_text = _parse_raw_text(d.pop("raw_text", UNSET))

        def _parse_urls(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                urls_type_0 = cast(list[str], data)

                return urls_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        urls = _parse_urls(d.pop("urls", UNSET))

        person_draft = cls(
            allow_repeats=allow_repeats,
            build=build,
            characters=characters,
            leave_out_failed=leave_out_failed,
            name=name,
            raw_text=raw_text,
            urls=urls,
        )

        return person_draft
