from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="PersonaCard")


@_attrs_define
class PersonaCard:
    """A persona in a list. `summary` is the newest version's; `version_count` is also the newest version's number (0:
    none).

    `picture_sha256` names its picture, if it has one: `/pictures/<sha256>/small.webp`, `medium`, `large`.

    """

    archived_at: datetime.datetime | None
    created_at: datetime.datetime
    data_count: int
    id: UUID
    is_name_provisional: bool
    lock_version: int
    name: str
    source: str
    summary: str
    updated_at: datetime.datetime
    version_count: int
    picture_sha256: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        archived_at: None | str
        if isinstance(self.archived_at, datetime.datetime):
            archived_at = self.archived_at.isoformat()
        else:
            archived_at = self.archived_at

        created_at = self.created_at.isoformat()

        data_count = self.data_count

        id = str(self.id)

        is_name_provisional = self.is_name_provisional

        lock_version = self.lock_version

        name = self.name

        source = self.source

        summary = self.summary

        updated_at = self.updated_at.isoformat()

        version_count = self.version_count

        picture_sha256: None | str | Unset
        if isinstance(self.picture_sha256, Unset):
            picture_sha256 = UNSET
        else:
            picture_sha256 = self.picture_sha256

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "archived_at": archived_at,
                "created_at": created_at,
                "data_count": data_count,
                "id": id,
                "is_name_provisional": is_name_provisional,
                "lock_version": lock_version,
                "name": name,
                "source": source,
                "summary": summary,
                "updated_at": updated_at,
                "version_count": version_count,
            }
        )
        if picture_sha256 is not UNSET:
            field_dict["picture_sha256"] = picture_sha256

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_archived_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                archived_at_type_0 = datetime.datetime.fromisoformat(data)

                return archived_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        archived_at = _parse_archived_at(d.pop("archived_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        data_count = d.pop("data_count")

        id = UUID(d.pop("id"))

        is_name_provisional = d.pop("is_name_provisional")

        lock_version = d.pop("lock_version")

        name = d.pop("name")

        source = d.pop("source")

        summary = d.pop("summary")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        version_count = d.pop("version_count")

        def _parse_picture_sha256(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        picture_sha256 = _parse_picture_sha256(d.pop("picture_sha256", UNSET))

        persona_card = cls(
            archived_at=archived_at,
            created_at=created_at,
            data_count=data_count,
            id=id,
            is_name_provisional=is_name_provisional,
            lock_version=lock_version,
            name=name,
            source=source,
            summary=summary,
            updated_at=updated_at,
            version_count=version_count,
            picture_sha256=picture_sha256,
        )

        persona_card.additional_properties = d
        return persona_card

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
