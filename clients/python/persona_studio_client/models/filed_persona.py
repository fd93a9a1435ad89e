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

if TYPE_CHECKING:
    from ..models.filed_persona_metadata import FiledPersonaMetadata
    from ..models.uses import Uses


T = TypeVar("T", bound="FiledPersona")


@_attrs_define
class FiledPersona:
    """A persona with everything that its owner noted about it; `metadata` is found by search, too."""

    archived_at: datetime.datetime | None
    created_at: datetime.datetime
    data_count: int
    deleted_at: datetime.datetime | None
    description: str
    display_name: str
    folder: None | str
    folder_id: None | UUID
    id: UUID
    is_name_provisional: bool
    labels: list[str]
    lock_version: int
    metadata: FiledPersonaMetadata
    name: str
    owner_id: UUID
    parent_id: None | UUID
    source: str
    subject: str
    summary: str
    updated_at: datetime.datetime
    use_count: int
    used_at: datetime.datetime | None
    uses: Uses
    """ How often a persona was used, and when last (null: never). """
    version_count: int
    picture_sha256: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.filed_persona_metadata import FiledPersonaMetadata  # noqa: PLC0415
        from ..models.uses import Uses  # noqa: PLC0415

        archived_at: None | str
        if isinstance(self.archived_at, datetime.datetime):
            archived_at = self.archived_at.isoformat()
        else:
            archived_at = self.archived_at

        created_at = self.created_at.isoformat()

        data_count = self.data_count

        deleted_at: None | str
        if isinstance(self.deleted_at, datetime.datetime):
            deleted_at = self.deleted_at.isoformat()
        else:
            deleted_at = self.deleted_at

        description = self.description

        display_name = self.display_name

        folder: None | str
        folder = self.folder

        folder_id: None | str
        if isinstance(self.folder_id, UUID):
            folder_id = str(self.folder_id)
        else:
            folder_id = self.folder_id

        id = str(self.id)

        is_name_provisional = self.is_name_provisional

        labels = self.labels

        lock_version = self.lock_version

        metadata = self.metadata.to_dict()

        name = self.name

        owner_id = str(self.owner_id)

        parent_id: None | str
        if isinstance(self.parent_id, UUID):
            parent_id = str(self.parent_id)
        else:
            parent_id = self.parent_id

        source = self.source

        subject = self.subject

        summary = self.summary

        updated_at = self.updated_at.isoformat()

        use_count = self.use_count

        used_at: None | str
        if isinstance(self.used_at, datetime.datetime):
            used_at = self.used_at.isoformat()
        else:
            used_at = self.used_at

        uses = self.uses.to_dict()

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
                "deleted_at": deleted_at,
                "description": description,
                "display_name": display_name,
                "folder": folder,
                "folder_id": folder_id,
                "id": id,
                "is_name_provisional": is_name_provisional,
                "labels": labels,
                "lock_version": lock_version,
                "metadata": metadata,
                "name": name,
                "owner_id": owner_id,
                "parent_id": parent_id,
                "source": source,
                "subject": subject,
                "summary": summary,
                "updated_at": updated_at,
                "use_count": use_count,
                "used_at": used_at,
                "uses": uses,
                "version_count": version_count,
            }
        )
        if picture_sha256 is not UNSET:
            field_dict["picture_sha256"] = picture_sha256

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.filed_persona_metadata import FiledPersonaMetadata  # noqa: PLC0415
        from ..models.uses import Uses  # noqa: PLC0415

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

        def _parse_deleted_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                deleted_at_type_0 = datetime.datetime.fromisoformat(data)

                return deleted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        deleted_at = _parse_deleted_at(d.pop("deleted_at"))

        description = d.pop("description")

        display_name = d.pop("display_name")

        def _parse_folder(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        folder = _parse_folder(d.pop("folder"))

        def _parse_folder_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                folder_id_type_0 = UUID(data)

                return folder_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        folder_id = _parse_folder_id(d.pop("folder_id"))

        id = UUID(d.pop("id"))

        is_name_provisional = d.pop("is_name_provisional")

        labels = cast(list[str], d.pop("labels"))

        lock_version = d.pop("lock_version")

        metadata = FiledPersonaMetadata.from_dict(d.pop("metadata"))

        name = d.pop("name")

        owner_id = UUID(d.pop("owner_id"))

        def _parse_parent_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parent_id_type_0 = UUID(data)

                return parent_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        parent_id = _parse_parent_id(d.pop("parent_id"))

        source = d.pop("source")

        subject = d.pop("subject")

        summary = d.pop("summary")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        use_count = d.pop("use_count")

        def _parse_used_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                used_at_type_0 = datetime.datetime.fromisoformat(data)

                return used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        used_at = _parse_used_at(d.pop("used_at"))

        uses = Uses.from_dict(d.pop("uses"))

        version_count = d.pop("version_count")

        def _parse_picture_sha256(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        picture_sha256 = _parse_picture_sha256(d.pop("picture_sha256", UNSET))

        filed_persona = cls(
            archived_at=archived_at,
            created_at=created_at,
            data_count=data_count,
            deleted_at=deleted_at,
            description=description,
            display_name=display_name,
            folder=folder,
            folder_id=folder_id,
            id=id,
            is_name_provisional=is_name_provisional,
            labels=labels,
            lock_version=lock_version,
            metadata=metadata,
            name=name,
            owner_id=owner_id,
            parent_id=parent_id,
            source=source,
            subject=subject,
            summary=summary,
            updated_at=updated_at,
            use_count=use_count,
            used_at=used_at,
            uses=uses,
            version_count=version_count,
            picture_sha256=picture_sha256,
        )

        filed_persona.additional_properties = d
        return filed_persona

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
