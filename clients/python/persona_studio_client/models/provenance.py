from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
import datetime

if TYPE_CHECKING:
    from ..models.public_character import PublicCharacter


T = TypeVar("T", bound="Provenance")


@_attrs_define
class Provenance:
    """From what and by what the version was computed; `is_extractive`: no model wrote it, its words are those of the
    sources.

    """

    built_at: datetime.datetime
    data_count: int
    engine: str
    is_extractive: bool
    model: str
    thought_count: int
    version: int
    characters: list[PublicCharacter] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.public_character import PublicCharacter  # noqa: PLC0415

        built_at = self.built_at.isoformat()

        data_count = self.data_count

        engine = self.engine

        is_extractive = self.is_extractive

        model = self.model

        thought_count = self.thought_count

        version = self.version

        characters: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.characters, Unset):
            characters = []
            for characters_item_data in self.characters:
                characters_item = characters_item_data.to_dict()
                characters.append(characters_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "built_at": built_at,
                "data_count": data_count,
                "engine": engine,
                "is_extractive": is_extractive,
                "model": model,
                "thought_count": thought_count,
                "version": version,
            }
        )
        if characters is not UNSET:
            field_dict["characters"] = characters

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_character import PublicCharacter  # noqa: PLC0415

        d = dict(src_dict)
        built_at = datetime.datetime.fromisoformat(d.pop("built_at"))

        data_count = d.pop("data_count")

        engine = d.pop("engine")

        is_extractive = d.pop("is_extractive")

        model = d.pop("model")

        thought_count = d.pop("thought_count")

        version = d.pop("version")

        _characters = d.pop("characters", UNSET)
        characters: list[PublicCharacter] | Unset = UNSET
        if _characters is not UNSET:
            characters = []
            for characters_item_data in _characters:
                characters_item = PublicCharacter.from_dict(characters_item_data)

                characters.append(characters_item)

        provenance = cls(
            built_at=built_at,
            data_count=data_count,
            engine=engine,
            is_extractive=is_extractive,
            model=model,
            thought_count=thought_count,
            version=version,
            characters=characters,
        )

        provenance.additional_properties = d
        return provenance

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
