from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.big_five import BigFive
    from ..models.claim import Claim


T = TypeVar("T", bound="Personality")


@_attrs_define
class Personality:
    """How the person is.

    Attributes:
        traits: qualities of character.
        big_five: scores of the five factors, each resting on claims.

    """

    big_five: BigFive | Unset = UNSET
    """ The five factors; null where nothing tells.

    Attributes:
        openness: curious and inventive against cautious; null where no claim tells.
        conscientiousness: organised and careful against careless; null where no claim tells.
        extraversion: outgoing against reserved; null where no claim tells.
        agreeableness: kind against challenging; null where no claim tells.
        neuroticism: sensitive and nervous against calm; null where no claim tells. """
    traits: list[Claim] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.big_five import BigFive  # noqa: PLC0415
        from ..models.claim import Claim  # noqa: PLC0415

        big_five: dict[str, Any] | Unset = UNSET
        if not isinstance(self.big_five, Unset):
            big_five = self.big_five.to_dict()

        traits: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.traits, Unset):
            traits = []
            for traits_item_data in self.traits:
                traits_item = traits_item_data.to_dict()
                traits.append(traits_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if big_five is not UNSET:
            field_dict["big_five"] = big_five
        if traits is not UNSET:
            field_dict["traits"] = traits

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.big_five import BigFive  # noqa: PLC0415
        from ..models.claim import Claim  # noqa: PLC0415

        d = dict(src_dict)
        _big_five = d.pop("big_five", UNSET)
        big_five: BigFive | Unset
        if isinstance(_big_five, Unset):
            big_five = UNSET
        else:
            big_five = BigFive.from_dict(_big_five)

        _traits = d.pop("traits", UNSET)
        traits: list[Claim] | Unset = UNSET
        if _traits is not UNSET:
            traits = []
            for traits_item_data in _traits:
                traits_item = Claim.from_dict(traits_item_data)

                traits.append(traits_item)

        personality = cls(
            big_five=big_five,
            traits=traits,
        )

        return personality
