from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.field_modes_fields import FieldModesFields


T = TypeVar("T", bound="FieldModes")


@_attrs_define
class FieldModes:
    """How fields follow the parent."""

    fields: FieldModesFields
    lock_version: int | None | Unset = UNSET
    """ The child's, as it was read; or send its ETag as If-Match. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.field_modes_fields import FieldModesFields  # noqa: PLC0415

        fields = self.fields.to_dict()

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "fields": fields,
            }
        )
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_modes_fields import FieldModesFields  # noqa: PLC0415

        d = dict(src_dict)
        fields = FieldModesFields.from_dict(d.pop("fields"))

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        field_modes = cls(
            fields=fields,
            lock_version=lock_version,
        )

        return field_modes
