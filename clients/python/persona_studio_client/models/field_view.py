from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.field_view_origin import FieldViewOrigin
from ..models.mode import Mode
from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.field_change import FieldChange


T = TypeVar("T", bound="FieldView")


@_attrs_define
class FieldView:
    """One field of a child.

    Attributes:
        field: as in the profile's schema, `big_five` or `content`.
        mode: how it stands to the parent's.
        modes: what can be chosen.
        is_chosen: the owner chose so; else it is the default.
        origin: where what is shown comes from.
        shown: the claims in words, or the content.
        theirs: what the parent says, as it was taken over.
        hidden: the child's own that the choice `inherited` hides.
        change: what the parent changed since; None when nothing, or nothing that follows.

    """

    field: str
    is_chosen: bool
    mode: Mode
    """ How a field of a child stands to its parent's. """
    modes: list[Mode]
    origin: FieldViewOrigin
    title: str
    change: FieldChange | None | Unset = UNSET
    hidden: list[str] | Unset = UNSET
    shown: list[str] | Unset = UNSET
    theirs: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.field_change import FieldChange  # noqa: PLC0415

        field = self.field

        is_chosen = self.is_chosen

        mode = self.mode.value

        modes = []
        for modes_item_data in self.modes:
            modes_item = modes_item_data.value
            modes.append(modes_item)

        origin = self.origin.value

        title = self.title

        change: dict[str, Any] | None | Unset
        if isinstance(self.change, Unset):
            change = UNSET
        elif isinstance(self.change, FieldChange):
            change = self.change.to_dict()
        else:
            change = self.change

        hidden: list[str] | Unset = UNSET
        if not isinstance(self.hidden, Unset):
            hidden = self.hidden

        shown: list[str] | Unset = UNSET
        if not isinstance(self.shown, Unset):
            shown = self.shown

        theirs: list[str] | Unset = UNSET
        if not isinstance(self.theirs, Unset):
            theirs = self.theirs

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "field": field,
                "is_chosen": is_chosen,
                "mode": mode,
                "modes": modes,
                "origin": origin,
                "title": title,
            }
        )
        if change is not UNSET:
            field_dict["change"] = change
        if hidden is not UNSET:
            field_dict["hidden"] = hidden
        if shown is not UNSET:
            field_dict["shown"] = shown
        if theirs is not UNSET:
            field_dict["theirs"] = theirs

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_change import FieldChange  # noqa: PLC0415

        d = dict(src_dict)
        field = d.pop("field")

        is_chosen = d.pop("is_chosen")

        mode = Mode(d.pop("mode"))

        modes = []
        _modes = d.pop("modes")
        for modes_item_data in _modes:
            modes_item = Mode(modes_item_data)

            modes.append(modes_item)

        origin = FieldViewOrigin(d.pop("origin"))

        title = d.pop("title")

        def _parse_change(data: object) -> FieldChange | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                change_type_0 = FieldChange.from_dict(data)

                return change_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FieldChange | None | Unset, data)

        change = _parse_change(d.pop("change", UNSET))

        hidden = cast(list[str], d.pop("hidden", UNSET))

        shown = cast(list[str], d.pop("shown", UNSET))

        theirs = cast(list[str], d.pop("theirs", UNSET))

        field_view = cls(
            field=field,
            is_chosen=is_chosen,
            mode=mode,
            modes=modes,
            origin=origin,
            title=title,
            change=change,
            hidden=hidden,
            shown=shown,
            theirs=theirs,
        )

        field_view.additional_properties = d
        return field_view

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
