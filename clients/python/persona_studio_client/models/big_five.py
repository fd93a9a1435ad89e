from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.big_five_factor import BigFiveFactor


T = TypeVar("T", bound="BigFive")


@_attrs_define
class BigFive:
    """The five factors; null where nothing tells.

    Attributes:
        openness: curious and inventive against cautious; null where no claim tells.
        conscientiousness: organised and careful against careless; null where no claim tells.
        extraversion: outgoing against reserved; null where no claim tells.
        agreeableness: kind against challenging; null where no claim tells.
        neuroticism: sensitive and nervous against calm; null where no claim tells.

    """

    agreeableness: BigFiveFactor | None | Unset = UNSET
    conscientiousness: BigFiveFactor | None | Unset = UNSET
    extraversion: BigFiveFactor | None | Unset = UNSET
    neuroticism: BigFiveFactor | None | Unset = UNSET
    openness: BigFiveFactor | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.big_five_factor import BigFiveFactor  # noqa: PLC0415

        agreeableness: dict[str, Any] | None | Unset
        if isinstance(self.agreeableness, Unset):
            agreeableness = UNSET
        elif isinstance(self.agreeableness, BigFiveFactor):
            agreeableness = self.agreeableness.to_dict()
        else:
            agreeableness = self.agreeableness

        conscientiousness: dict[str, Any] | None | Unset
        if isinstance(self.conscientiousness, Unset):
            conscientiousness = UNSET
        elif isinstance(self.conscientiousness, BigFiveFactor):
            conscientiousness = self.conscientiousness.to_dict()
        else:
            conscientiousness = self.conscientiousness

        extraversion: dict[str, Any] | None | Unset
        if isinstance(self.extraversion, Unset):
            extraversion = UNSET
        elif isinstance(self.extraversion, BigFiveFactor):
            extraversion = self.extraversion.to_dict()
        else:
            extraversion = self.extraversion

        neuroticism: dict[str, Any] | None | Unset
        if isinstance(self.neuroticism, Unset):
            neuroticism = UNSET
        elif isinstance(self.neuroticism, BigFiveFactor):
            neuroticism = self.neuroticism.to_dict()
        else:
            neuroticism = self.neuroticism

        openness: dict[str, Any] | None | Unset
        if isinstance(self.openness, Unset):
            openness = UNSET
        elif isinstance(self.openness, BigFiveFactor):
            openness = self.openness.to_dict()
        else:
            openness = self.openness

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if agreeableness is not UNSET:
            field_dict["agreeableness"] = agreeableness
        if conscientiousness is not UNSET:
            field_dict["conscientiousness"] = conscientiousness
        if extraversion is not UNSET:
            field_dict["extraversion"] = extraversion
        if neuroticism is not UNSET:
            field_dict["neuroticism"] = neuroticism
        if openness is not UNSET:
            field_dict["openness"] = openness

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.big_five_factor import BigFiveFactor  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_agreeableness(data: object) -> BigFiveFactor | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agreeableness_type_0 = BigFiveFactor.from_dict(data)

                return agreeableness_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BigFiveFactor | None | Unset, data)

        agreeableness = _parse_agreeableness(d.pop("agreeableness", UNSET))

        def _parse_conscientiousness(data: object) -> BigFiveFactor | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                conscientiousness_type_0 = BigFiveFactor.from_dict(data)

                return conscientiousness_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BigFiveFactor | None | Unset, data)

        conscientiousness = _parse_conscientiousness(d.pop("conscientiousness", UNSET))

        def _parse_extraversion(data: object) -> BigFiveFactor | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                extraversion_type_0 = BigFiveFactor.from_dict(data)

                return extraversion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BigFiveFactor | None | Unset, data)

        extraversion = _parse_extraversion(d.pop("extraversion", UNSET))

        def _parse_neuroticism(data: object) -> BigFiveFactor | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                neuroticism_type_0 = BigFiveFactor.from_dict(data)

                return neuroticism_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BigFiveFactor | None | Unset, data)

        neuroticism = _parse_neuroticism(d.pop("neuroticism", UNSET))

        def _parse_openness(data: object) -> BigFiveFactor | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                openness_type_0 = BigFiveFactor.from_dict(data)

                return openness_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BigFiveFactor | None | Unset, data)

        openness = _parse_openness(d.pop("openness", UNSET))

        big_five = cls(
            agreeableness=agreeableness,
            conscientiousness=conscientiousness,
            extraversion=extraversion,
            neuroticism=neuroticism,
            openness=openness,
        )

        return big_five
