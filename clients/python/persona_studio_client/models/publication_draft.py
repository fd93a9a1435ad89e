from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.publication_draft_visibility import PublicationDraftVisibility
from ..types import UNSET, Unset
from typing import cast


T = TypeVar("T", bound="PublicationDraft")


@_attrs_define
class PublicationDraft:
    """What is to be made public, and how."""

    new_slug: bool | Unset = False
    """ Take a new address; the present one will lead to it. """
    replace: bool | Unset = False
    """ Take the place of the version that is public now. """
    review: bool | Unset = False
    """ Stop when tags and rating are found, and wait for `…/publication/confirm`. """
    shows_quotes: bool | Unset = False
    """ Show visitors the words behind claims; never the text around them. """
    version: int | None | Unset = UNSET
    """ Number of the version; left out: the newest. """
    visibility: PublicationDraftVisibility | Unset = PublicationDraftVisibility.PUBLIC
    """ In the gallery, or for those who have the address. """

    def to_dict(self) -> dict[str, Any]:
        new_slug = self.new_slug

        replace = self.replace

        review = self.review

        shows_quotes = self.shows_quotes

        version: int | None | Unset
        if isinstance(self.version, Unset):
            version = UNSET
        else:
            version = self.version

        visibility: str | Unset = UNSET
        if not isinstance(self.visibility, Unset):
            visibility = self.visibility.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if new_slug is not UNSET:
            field_dict["new_slug"] = new_slug
        if replace is not UNSET:
            field_dict["replace"] = replace
        if review is not UNSET:
            field_dict["review"] = review
        if shows_quotes is not UNSET:
            field_dict["shows_quotes"] = shows_quotes
        if version is not UNSET:
            field_dict["version"] = version
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        new_slug = d.pop("new_slug", UNSET)

        replace = d.pop("replace", UNSET)

        review = d.pop("review", UNSET)

        shows_quotes = d.pop("shows_quotes", UNSET)

        def _parse_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        version = _parse_version(d.pop("version", UNSET))

        _visibility = d.pop("visibility", UNSET)
        visibility: PublicationDraftVisibility | Unset
        if isinstance(_visibility, Unset):
            visibility = UNSET
        else:
            visibility = PublicationDraftVisibility(_visibility)

        publication_draft = cls(
            new_slug=new_slug,
            replace=replace,
            review=review,
            shows_quotes=shows_quotes,
            version=version,
            visibility=visibility,
        )

        return publication_draft
