from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.facets import Facets
    from ..models.public_card import PublicCard


T = TypeVar("T", bound="Found")


@_attrs_define
class Found:
    """One page of a search.

    Attributes:
        facets: of all that was found; only the first page has them.
        total: how many were found.
        is_capped: there are more than `total`: only the most popular of them were looked at, and facets count only
    those.
        did_you_mean: the query that was searched instead, because nothing has the words as they were spelt.

    """

    did_you_mean: None | str | Unset = UNSET
    facets: Facets | Unset = UNSET
    """ Values that are among what was found, the most frequent first; what is chosen narrows its own field too. """
    is_capped: bool | Unset = False
    items: list[PublicCard] | Unset = UNSET
    next_cursor: None | str | Unset = UNSET
    total: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.facets import Facets  # noqa: PLC0415
        from ..models.public_card import PublicCard  # noqa: PLC0415

        did_you_mean: None | str | Unset
        if isinstance(self.did_you_mean, Unset):
            did_you_mean = UNSET
        else:
            did_you_mean = self.did_you_mean

        facets: dict[str, Any] | Unset = UNSET
        if not isinstance(self.facets, Unset):
            facets = self.facets.to_dict()

        is_capped = self.is_capped

        items: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.items, Unset):
            items = []
            for items_item_data in self.items:
                items_item = items_item_data.to_dict()
                items.append(items_item)

        next_cursor: None | str | Unset
        if isinstance(self.next_cursor, Unset):
            next_cursor = UNSET
        else:
            next_cursor = self.next_cursor

        total = self.total

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if did_you_mean is not UNSET:
            field_dict["did_you_mean"] = did_you_mean
        if facets is not UNSET:
            field_dict["facets"] = facets
        if is_capped is not UNSET:
            field_dict["is_capped"] = is_capped
        if items is not UNSET:
            field_dict["items"] = items
        if next_cursor is not UNSET:
            field_dict["next_cursor"] = next_cursor
        if total is not UNSET:
            field_dict["total"] = total

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.facets import Facets  # noqa: PLC0415
        from ..models.public_card import PublicCard  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_did_you_mean(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        did_you_mean = _parse_did_you_mean(d.pop("did_you_mean", UNSET))

        _facets = d.pop("facets", UNSET)
        facets: Facets | Unset
        if isinstance(_facets, Unset):
            facets = UNSET
        else:
            facets = Facets.from_dict(_facets)

        is_capped = d.pop("is_capped", UNSET)

        _items = d.pop("items", UNSET)
        items: list[PublicCard] | Unset = UNSET
        if _items is not UNSET:
            items = []
            for items_item_data in _items:
                items_item = PublicCard.from_dict(items_item_data)

                items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor", UNSET))

        total = d.pop("total", UNSET)

        found = cls(
            did_you_mean=did_you_mean,
            facets=facets,
            is_capped=is_capped,
            items=items,
            next_cursor=next_cursor,
            total=total,
        )

        found.additional_properties = d
        return found

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
