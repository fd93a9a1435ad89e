from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.claim import Claim


T = TypeVar("T", bound="Identity")


@_attrs_define
class Identity:
    """Who the person is.

    Attributes:
        name: the fullest name that the data gives.
        aliases: other names, nicknames, shorter forms.
        age: whole years, as text.
        gender: only on textual evidence.
        pronouns: as stated or used for the person.
        nationality: citizenship or origin.
        residence: where the person lives.
        languages: languages the person speaks.

    """

    age: Claim | None | Unset = UNSET
    aliases: list[Claim] | Unset = UNSET
    gender: Claim | None | Unset = UNSET
    languages: list[Claim] | Unset = UNSET
    name: Claim | None | Unset = UNSET
    nationality: Claim | None | Unset = UNSET
    pronouns: Claim | None | Unset = UNSET
    residence: Claim | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim import Claim  # noqa: PLC0415

        age: dict[str, Any] | None | Unset
        if isinstance(self.age, Unset):
            age = UNSET
        elif isinstance(self.age, Claim):
            age = self.age.to_dict()
        else:
            age = self.age

        aliases: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.aliases, Unset):
            aliases = []
            for aliases_item_data in self.aliases:
                aliases_item = aliases_item_data.to_dict()
                aliases.append(aliases_item)

        gender: dict[str, Any] | None | Unset
        if isinstance(self.gender, Unset):
            gender = UNSET
        elif isinstance(self.gender, Claim):
            gender = self.gender.to_dict()
        else:
            gender = self.gender

        languages: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = []
            for languages_item_data in self.languages:
                languages_item = languages_item_data.to_dict()
                languages.append(languages_item)

        name: dict[str, Any] | None | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        elif isinstance(self.name, Claim):
            name = self.name.to_dict()
        else:
            name = self.name

        nationality: dict[str, Any] | None | Unset
        if isinstance(self.nationality, Unset):
            nationality = UNSET
        elif isinstance(self.nationality, Claim):
            nationality = self.nationality.to_dict()
        else:
            nationality = self.nationality

        pronouns: dict[str, Any] | None | Unset
        if isinstance(self.pronouns, Unset):
            pronouns = UNSET
        elif isinstance(self.pronouns, Claim):
            pronouns = self.pronouns.to_dict()
        else:
            pronouns = self.pronouns

        residence: dict[str, Any] | None | Unset
        if isinstance(self.residence, Unset):
            residence = UNSET
        elif isinstance(self.residence, Claim):
            residence = self.residence.to_dict()
        else:
            residence = self.residence

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if age is not UNSET:
            field_dict["age"] = age
        if aliases is not UNSET:
            field_dict["aliases"] = aliases
        if gender is not UNSET:
            field_dict["gender"] = gender
        if languages is not UNSET:
            field_dict["languages"] = languages
        if name is not UNSET:
            field_dict["name"] = name
        if nationality is not UNSET:
            field_dict["nationality"] = nationality
        if pronouns is not UNSET:
            field_dict["pronouns"] = pronouns
        if residence is not UNSET:
            field_dict["residence"] = residence

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim import Claim  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_age(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                age_type_0 = Claim.from_dict(data)

                return age_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        age = _parse_age(d.pop("age", UNSET))

        _aliases = d.pop("aliases", UNSET)
        aliases: list[Claim] | Unset = UNSET
        if _aliases is not UNSET:
            aliases = []
            for aliases_item_data in _aliases:
                aliases_item = Claim.from_dict(aliases_item_data)

                aliases.append(aliases_item)

        def _parse_gender(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                gender_type_0 = Claim.from_dict(data)

                return gender_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        gender = _parse_gender(d.pop("gender", UNSET))

        _languages = d.pop("languages", UNSET)
        languages: list[Claim] | Unset = UNSET
        if _languages is not UNSET:
            languages = []
            for languages_item_data in _languages:
                languages_item = Claim.from_dict(languages_item_data)

                languages.append(languages_item)

        def _parse_name(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                name_type_0 = Claim.from_dict(data)

                return name_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_nationality(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                nationality_type_0 = Claim.from_dict(data)

                return nationality_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        nationality = _parse_nationality(d.pop("nationality", UNSET))

        def _parse_pronouns(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                pronouns_type_0 = Claim.from_dict(data)

                return pronouns_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        pronouns = _parse_pronouns(d.pop("pronouns", UNSET))

        def _parse_residence(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                residence_type_0 = Claim.from_dict(data)

                return residence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        residence = _parse_residence(d.pop("residence", UNSET))

        identity = cls(
            age=age,
            aliases=aliases,
            gender=gender,
            languages=languages,
            name=name,
            nationality=nationality,
            pronouns=pronouns,
            residence=residence,
        )

        return identity
