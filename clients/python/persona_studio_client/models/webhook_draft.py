from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.event_kind import EventKind
from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="WebhookDraft")


@_attrs_define
class WebhookDraft:
    """A new webhook."""

    url: str
    """ Where to: public, port 443 or 80, no user name in it. """
    description: str | Unset = ""
    """ For your own list. """
    kinds: list[EventKind] | Unset = UNSET
    """ What to tell of; none: everything, later kinds too. """

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        description = self.description

        kinds: list[str] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = []
            for kinds_item_data in self.kinds:
                kinds_item = kinds_item_data.value
                kinds.append(kinds_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if kinds is not UNSET:
            field_dict["kinds"] = kinds

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        description = d.pop("description", UNSET)

        _kinds = d.pop("kinds", UNSET)
        kinds: list[EventKind] | Unset = UNSET
        if _kinds is not UNSET:
            kinds = []
            for kinds_item_data in _kinds:
                kinds_item = EventKind(kinds_item_data)

                kinds.append(kinds_item)

        webhook_draft = cls(
            url=url,
            description=description,
            kinds=kinds,
        )

        return webhook_draft
