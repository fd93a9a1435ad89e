from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
import datetime

if TYPE_CHECKING:
    from ..models.blank import Blank


T = TypeVar("T", bound="TemplateView")


@_attrs_define
class TemplateView:
    """A template.

    Attributes:
        id: of one that comes with the program its slug (`teacher`), of one's own its UUID.
        category: of one that comes with the program; empty for one's own, unless given.
        use_count: how many personas were made from it: by everybody, or of one's own by oneself.
        lock_version: to change it with; 0 for one that comes with the program.

    """

    category: str
    content: str
    description: str
    id: str
    is_own: bool
    name: str
    placeholders: list[Blank]
    use_count: int
    lock_version: int | Unset = 0
    updated_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.blank import Blank  # noqa: PLC0415

        category = self.category

        content = self.content

        description = self.description

        id = self.id

        is_own = self.is_own

        name = self.name

        placeholders = []
        for placeholders_item_data in self.placeholders:
            placeholders_item = placeholders_item_data.to_dict()
            placeholders.append(placeholders_item)

        use_count = self.use_count

        lock_version = self.lock_version

        updated_at: None | str | Unset
        if isinstance(self.updated_at, Unset):
            updated_at = UNSET
        elif isinstance(self.updated_at, datetime.datetime):
            updated_at = self.updated_at.isoformat()
        else:
            updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "category": category,
                "content": content,
                "description": description,
                "id": id,
                "is_own": is_own,
                "name": name,
                "placeholders": placeholders,
                "use_count": use_count,
            }
        )
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.blank import Blank  # noqa: PLC0415

        d = dict(src_dict)
        category = d.pop("category")

        content = d.pop("content")

        description = d.pop("description")

        id = d.pop("id")

        is_own = d.pop("is_own")

        name = d.pop("name")

        placeholders = []
        _placeholders = d.pop("placeholders")
        for placeholders_item_data in _placeholders:
            placeholders_item = Blank.from_dict(placeholders_item_data)

            placeholders.append(placeholders_item)

        use_count = d.pop("use_count")

        lock_version = d.pop("lock_version", UNSET)

        def _parse_updated_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                updated_at_type_0 = datetime.datetime.fromisoformat(data)

                return updated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        updated_at = _parse_updated_at(d.pop("updated_at", UNSET))

        template_view = cls(
            category=category,
            content=content,
            description=description,
            id=id,
            is_own=is_own,
            name=name,
            placeholders=placeholders,
            use_count=use_count,
            lock_version=lock_version,
            updated_at=updated_at,
        )

        template_view.additional_properties = d
        return template_view

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
