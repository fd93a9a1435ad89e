from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime

if TYPE_CHECKING:
    from ..models.old_persona_persona_type_0 import OldPersonaPersonaType0


T = TypeVar("T", bound="OldPersona")


@_attrs_define
class OldPersona:
    """A persona as older clients know it."""

    created_at: datetime.datetime
    id: str
    persona: None | OldPersonaPersonaType0
    """ The profile of the newest version; null before the first build has ended. """
    raw_text: str
    """ All data joined, oldest first. """
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.old_persona_persona_type_0 import OldPersonaPersonaType0  # noqa: PLC0415

        created_at = self.created_at.isoformat()

        id = self.id

        persona: dict[str, Any] | None
        if isinstance(self.persona, OldPersonaPersonaType0):
            persona = self.persona.to_dict()
        else:
            persona = self.persona

        raw_text = self.raw_text

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "id": id,
                "persona": persona,
                "raw_text": raw_text,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.old_persona_persona_type_0 import OldPersonaPersonaType0  # noqa: PLC0415

        d = dict(src_dict)
        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        id = d.pop("id")

        def _parse_persona(data: object) -> None | OldPersonaPersonaType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                persona_type_0 = OldPersonaPersonaType0.from_dict(data)

                return persona_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OldPersonaPersonaType0, data)

        persona = _parse_persona(d.pop("persona"))

        raw_text = d.pop("raw_text")

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        old_persona = cls(
            created_at=created_at,
            id=id,
            persona=persona,
            raw_text=raw_text,
            updated_at=updated_at,
        )

        old_persona.additional_properties = d
        return old_persona

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
