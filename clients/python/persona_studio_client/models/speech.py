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


T = TypeVar("T", bound="Speech")


@_attrs_define
class Speech:
    """How the person talks.

    Attributes:
        register_: formal, familiar, terse, …
        favourite_words: words and phrases the person likes to use.
        sample_lines: lines the person said, verbatim.

    """

    favourite_words: list[Claim] | Unset = UNSET
    register: Claim | None | Unset = UNSET
    sample_lines: list[Claim] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.claim import Claim  # noqa: PLC0415

        favourite_words: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.favourite_words, Unset):
            favourite_words = []
            for favourite_words_item_data in self.favourite_words:
                favourite_words_item = favourite_words_item_data.to_dict()
                favourite_words.append(favourite_words_item)

        register: dict[str, Any] | None | Unset
        if isinstance(self.register, Unset):
            register = UNSET
        elif isinstance(self.register, Claim):
            register = self.register.to_dict()
        else:
            register = self.register

        sample_lines: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.sample_lines, Unset):
            sample_lines = []
            for sample_lines_item_data in self.sample_lines:
                sample_lines_item = sample_lines_item_data.to_dict()
                sample_lines.append(sample_lines_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if favourite_words is not UNSET:
            field_dict["favourite_words"] = favourite_words
        if register is not UNSET:
            field_dict["register"] = register
        if sample_lines is not UNSET:
            field_dict["sample_lines"] = sample_lines

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.claim import Claim  # noqa: PLC0415

        d = dict(src_dict)
        _favourite_words = d.pop("favourite_words", UNSET)
        favourite_words: list[Claim] | Unset = UNSET
        if _favourite_words is not UNSET:
            favourite_words = []
            for favourite_words_item_data in _favourite_words:
                favourite_words_item = Claim.from_dict(favourite_words_item_data)

                favourite_words.append(favourite_words_item)

        def _parse_register(data: object) -> Claim | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                register_type_0 = Claim.from_dict(data)

                return register_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Claim | None | Unset, data)

        register = _parse_register(d.pop("register", UNSET))

        _sample_lines = d.pop("sample_lines", UNSET)
        sample_lines: list[Claim] | Unset = UNSET
        if _sample_lines is not UNSET:
            sample_lines = []
            for sample_lines_item_data in _sample_lines:
                sample_lines_item = Claim.from_dict(sample_lines_item_data)

                sample_lines.append(sample_lines_item)

        speech = cls(
            favourite_words=favourite_words,
            register=register,
            sample_lines=sample_lines,
        )

        return speech
