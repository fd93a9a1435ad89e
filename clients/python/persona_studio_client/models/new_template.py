from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.blank import Blank


T = TypeVar("T", bound="NewTemplate")


@_attrs_define
class NewTemplate:
    """A template of one's own: each `{name}` in its content is asked for."""

    content: str
    """ Markdown. """
    name: str
    """ 1 to 100 characters. """
    description: str | Unset = ""
    """ At most 1,000 characters. """
    placeholders: list[Blank] | Unset = UNSET
    """ Questions for marks of the content; the others are asked by name. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.blank import Blank  # noqa: PLC0415

        content = self.content

        name = self.name

        description = self.description

        placeholders: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.placeholders, Unset):
            placeholders = []
            for placeholders_item_data in self.placeholders:
                placeholders_item = placeholders_item_data.to_dict()
                placeholders.append(placeholders_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "content": content,
                "name": name,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if placeholders is not UNSET:
            field_dict["placeholders"] = placeholders

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.blank import Blank  # noqa: PLC0415

        d = dict(src_dict)
        content = d.pop("content")

        name = d.pop("name")

        description = d.pop("description", UNSET)

        _placeholders = d.pop("placeholders", UNSET)
        placeholders: list[Blank] | Unset = UNSET
        if _placeholders is not UNSET:
            placeholders = []
            for placeholders_item_data in _placeholders:
                placeholders_item = Blank.from_dict(placeholders_item_data)

                placeholders.append(placeholders_item)

        new_template = cls(
            content=content,
            name=name,
            description=description,
            placeholders=placeholders,
        )

        return new_template
