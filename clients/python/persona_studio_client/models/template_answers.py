from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.template_answers_values import TemplateAnswersValues


T = TypeVar("T", bound="TemplateAnswers")


@_attrs_define
class TemplateAnswers:
    """A persona to be made."""

    name: str | Unset = ""
    """ What the persona is called; empty: after the template. """
    values: TemplateAnswersValues | Unset = UNSET
    """ An answer for each placeholder, by name. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.template_answers_values import TemplateAnswersValues  # noqa: PLC0415

        name = self.name

        values: dict[str, Any] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if values is not UNSET:
            field_dict["values"] = values

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.template_answers_values import TemplateAnswersValues  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        _values = d.pop("values", UNSET)
        values: TemplateAnswersValues | Unset
        if isinstance(_values, Unset):
            values = UNSET
        else:
            values = TemplateAnswersValues.from_dict(_values)

        template_answers = cls(
            name=name,
            values=values,
        )

        return template_answers
