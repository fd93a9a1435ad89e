from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset


T = TypeVar("T", bound="WrittenContent")


@_attrs_define
class WrittenContent:
    """A content as somebody wrote it."""

    base: int
    """ Number of the version that it was written upon; 0 before the first. """
    content: str
    """ The whole content, Markdown. """
    summary: str | Unset = ""
    """ What was changed, in a few words. """

    def to_dict(self) -> dict[str, Any]:
        base = self.base

        content = self.content

        summary = self.summary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "base": base,
                "content": content,
            }
        )
        if summary is not UNSET:
            field_dict["summary"] = summary

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        base = d.pop("base")

        content = d.pop("content")

        summary = d.pop("summary", UNSET)

        written_content = cls(
            base=base,
            content=content,
            summary=summary,
        )

        return written_content
