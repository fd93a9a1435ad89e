from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
    from ..models.data_summary import DataSummary


T = TypeVar("T", bound="Excerpt")


@_attrs_define
class Excerpt:
    """A quote in its surroundings: `before + quote + after` stands so in the datum; the flags tell whether text goes on
    beyond.

    """

    after: str
    before: str
    data: DataSummary
    """ One submission, without its text. """
    has_more_after: bool
    has_more_before: bool
    quote: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.data_summary import DataSummary  # noqa: PLC0415

        after = self.after

        before = self.before

        data = self.data.to_dict()

        has_more_after = self.has_more_after

        has_more_before = self.has_more_before

        quote = self.quote

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "after": after,
                "before": before,
                "data": data,
                "has_more_after": has_more_after,
                "has_more_before": has_more_before,
                "quote": quote,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.data_summary import DataSummary  # noqa: PLC0415

        d = dict(src_dict)
        after = d.pop("after")

        before = d.pop("before")

        data = DataSummary.from_dict(d.pop("data"))

        has_more_after = d.pop("has_more_after")

        has_more_before = d.pop("has_more_before")

        quote = d.pop("quote")

        excerpt = cls(
            after=after,
            before=before,
            data=data,
            has_more_after=has_more_after,
            has_more_before=has_more_before,
            quote=quote,
        )

        excerpt.additional_properties = d
        return excerpt

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
