from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.parent_view_ended_why_type_0 import ParentViewEndedWhyType0
from ..models.parent_view_follows import ParentViewFollows
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.field_view import FieldView


T = TypeVar("T", bound="ParentView")


@_attrs_define
class ParentView:
    """A child's parent, and each field's tie to it.

    Attributes:
        parent_id: None where there is none, or none any more.
        version: the parent's version that the child took over last.
        newest_version: the parent's present one; None when it cannot be read: nothing public is there any more.
        fields: in the order of the profile; the content last. Empty where there is no parent.
        ended_why: `deleted` when the parent is gone; `left` when the owner left it.
        lock_version: the child's, to change something with.

    """

    lock_version: int
    persona_id: UUID
    ended_at: datetime.datetime | None | Unset = UNSET
    ended_why: None | ParentViewEndedWhyType0 | Unset = UNSET
    fields: list[FieldView] | Unset = UNSET
    follows: ParentViewFollows | Unset = ParentViewFollows.VERSION
    name: str | Unset = ""
    newest_version: int | None | Unset = UNSET
    parent_id: None | Unset | UUID = UNSET
    slug: str | Unset = ""
    taken_at: datetime.datetime | None | Unset = UNSET
    version: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.field_view import FieldView  # noqa: PLC0415

        lock_version = self.lock_version

        persona_id = str(self.persona_id)

        ended_at: None | str | Unset
        if isinstance(self.ended_at, Unset):
            ended_at = UNSET
        elif isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        ended_why: None | str | Unset
        if isinstance(self.ended_why, Unset):
            ended_why = UNSET
        elif isinstance(self.ended_why, ParentViewEndedWhyType0):
            ended_why = self.ended_why.value
        else:
            ended_why = self.ended_why

        fields: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.fields, Unset):
            fields = []
            for fields_item_data in self.fields:
                fields_item = fields_item_data.to_dict()
                fields.append(fields_item)

        follows: str | Unset = UNSET
        if not isinstance(self.follows, Unset):
            follows = self.follows.value

        name = self.name

        newest_version: int | None | Unset
        if isinstance(self.newest_version, Unset):
            newest_version = UNSET
        else:
            newest_version = self.newest_version

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        elif isinstance(self.parent_id, UUID):
            parent_id = str(self.parent_id)
        else:
            parent_id = self.parent_id

        slug = self.slug

        taken_at: None | str | Unset
        if isinstance(self.taken_at, Unset):
            taken_at = UNSET
        elif isinstance(self.taken_at, datetime.datetime):
            taken_at = self.taken_at.isoformat()
        else:
            taken_at = self.taken_at

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "lock_version": lock_version,
                "persona_id": persona_id,
            }
        )
        if ended_at is not UNSET:
            field_dict["ended_at"] = ended_at
        if ended_why is not UNSET:
            field_dict["ended_why"] = ended_why
        if fields is not UNSET:
            field_dict["fields"] = fields
        if follows is not UNSET:
            field_dict["follows"] = follows
        if name is not UNSET:
            field_dict["name"] = name
        if newest_version is not UNSET:
            field_dict["newest_version"] = newest_version
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id
        if slug is not UNSET:
            field_dict["slug"] = slug
        if taken_at is not UNSET:
            field_dict["taken_at"] = taken_at
        if version is not UNSET:
            field_dict["version"] = version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_view import FieldView  # noqa: PLC0415

        d = dict(src_dict)
        lock_version = d.pop("lock_version")

        persona_id = UUID(d.pop("persona_id"))

        def _parse_ended_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        ended_at = _parse_ended_at(d.pop("ended_at", UNSET))

        def _parse_ended_why(data: object) -> None | ParentViewEndedWhyType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_why_type_0 = ParentViewEndedWhyType0(data)

                return ended_why_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ParentViewEndedWhyType0 | Unset, data)

        ended_why = _parse_ended_why(d.pop("ended_why", UNSET))

        _fields = d.pop("fields", UNSET)
        fields: list[FieldView] | Unset = UNSET
        if _fields is not UNSET:
            fields = []
            for fields_item_data in _fields:
                fields_item = FieldView.from_dict(fields_item_data)

                fields.append(fields_item)

        _follows = d.pop("follows", UNSET)
        follows: ParentViewFollows | Unset
        if isinstance(_follows, Unset):
            follows = UNSET
        else:
            follows = ParentViewFollows(_follows)

        name = d.pop("name", UNSET)

        def _parse_newest_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        newest_version = _parse_newest_version(d.pop("newest_version", UNSET))

        def _parse_parent_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parent_id_type_0 = UUID(data)

                return parent_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        slug = d.pop("slug", UNSET)

        def _parse_taken_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                taken_at_type_0 = datetime.datetime.fromisoformat(data)

                return taken_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        taken_at = _parse_taken_at(d.pop("taken_at", UNSET))

        version = d.pop("version", UNSET)

        parent_view = cls(
            lock_version=lock_version,
            persona_id=persona_id,
            ended_at=ended_at,
            ended_why=ended_why,
            fields=fields,
            follows=follows,
            name=name,
            newest_version=newest_version,
            parent_id=parent_id,
            slug=slug,
            taken_at=taken_at,
            version=version,
        )

        parent_view.additional_properties = d
        return parent_view

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
