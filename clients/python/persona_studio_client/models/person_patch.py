from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.person_patch_metadata_type_0 import PersonPatchMetadataType0


T = TypeVar("T", bound="PersonPatch")


@_attrs_define
class PersonPatch:
    """What shall be different; what is left out stays. `metadata` and `labels`, replaced as a whole, need If-Match or
    `lock_version`.

    """

    description: None | str | Unset = UNSET
    """ A note of the owner's, of at most 1,000 characters, unless the operator set otherwise. """
    display_name: None | str | Unset = UNSET
    """ What it is shown as in place of the name; empty: its name. At most 200 characters, unless the operator set
    otherwise. """
    folder: None | str | Unset = UNSET
    """ Name of a folder, made if it is new; empty: none. """
    is_archived: bool | None | Unset = UNSET
    """ Put it away, or take it out again. """
    labels: list[str] | None | Unset = UNSET
    """ Names of labels, in place of those it has; new ones are made. """
    lock_version: int | None | Unset = UNSET
    """ The persona's `lock_version` as read; If-Match takes precedence. """
    metadata: None | PersonPatchMetadataType0 | Unset = UNSET
    """ By key a value and its type, in place of what was there. """
    name: None | str | Unset = UNSET
    """ Another name; no two personas of an account have the same one, whatever the capitals. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.person_patch_metadata_type_0 import PersonPatchMetadataType0  # noqa: PLC0415

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        display_name: None | str | Unset
        if isinstance(self.display_name, Unset):
            display_name = UNSET
        else:
            display_name = self.display_name

        folder: None | str | Unset
        if isinstance(self.folder, Unset):
            folder = UNSET
        else:
            folder = self.folder

        is_archived: bool | None | Unset
        if isinstance(self.is_archived, Unset):
            is_archived = UNSET
        else:
            is_archived = self.is_archived

        labels: list[str] | None | Unset
        if isinstance(self.labels, Unset):
            labels = UNSET
        elif isinstance(self.labels, list):
            labels = self.labels

        else:
            labels = self.labels

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        metadata: dict[str, Any] | None | Unset
        if isinstance(self.metadata, Unset):
            metadata = UNSET
        elif isinstance(self.metadata, PersonPatchMetadataType0):
            metadata = self.metadata.to_dict()
        else:
            metadata = self.metadata

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if description is not UNSET:
            field_dict["description"] = description
        if display_name is not UNSET:
            field_dict["display_name"] = display_name
        if folder is not UNSET:
            field_dict["folder"] = folder
        if is_archived is not UNSET:
            field_dict["is_archived"] = is_archived
        if labels is not UNSET:
            field_dict["labels"] = labels
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.person_patch_metadata_type_0 import PersonPatchMetadataType0  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_display_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        display_name = _parse_display_name(d.pop("display_name", UNSET))

        def _parse_folder(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        folder = _parse_folder(d.pop("folder", UNSET))

        def _parse_is_archived(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_archived = _parse_is_archived(d.pop("is_archived", UNSET))

        def _parse_labels(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                labels_type_0 = cast(list[str], data)

                return labels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        labels = _parse_labels(d.pop("labels", UNSET))

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        def _parse_metadata(data: object) -> None | PersonPatchMetadataType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                metadata_type_0 = PersonPatchMetadataType0.from_dict(data)

                return metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PersonPatchMetadataType0 | Unset, data)

        metadata = _parse_metadata(d.pop("metadata", UNSET))

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        person_patch = cls(
            description=description,
            display_name=display_name,
            folder=folder,
            is_archived=is_archived,
            labels=labels,
            lock_version=lock_version,
            metadata=metadata,
            name=name,
        )

        return person_patch
