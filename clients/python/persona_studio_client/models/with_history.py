from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
    from ..models.page_datum import PageDatum
    from ..models.persona_view import PersonaView
    from ..models.version_view import VersionView


T = TypeVar("T", bound="WithHistory")


@_attrs_define
class WithHistory:
    """The persona as it is now, with what it was computed from, newest first."""

    data: PageDatum
    person: PersonaView
    """ A persona as its page shows it; `subject` is the name the owner gave at creation (empty: whoever the data is
    about). """
    persona: None | VersionView
    """ The newest version; null before the first build has ended. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.page_datum import PageDatum  # noqa: PLC0415
        from ..models.persona_view import PersonaView  # noqa: PLC0415
        from ..models.version_view import VersionView  # noqa: PLC0415

        data = self.data.to_dict()

        person = self.person.to_dict()

        persona: dict[str, Any] | None
        if isinstance(self.persona, VersionView):
            persona = self.persona.to_dict()
        else:
            persona = self.persona

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "data": data,
                "person": person,
                "persona": persona,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.page_datum import PageDatum  # noqa: PLC0415
        from ..models.persona_view import PersonaView  # noqa: PLC0415
        from ..models.version_view import VersionView  # noqa: PLC0415

        d = dict(src_dict)
        data = PageDatum.from_dict(d.pop("data"))

        person = PersonaView.from_dict(d.pop("person"))

        def _parse_persona(data: object) -> None | VersionView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                persona_type_0 = VersionView.from_dict(data)

                return persona_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | VersionView, data)

        persona = _parse_persona(d.pop("persona"))

        with_history = cls(
            data=data,
            person=person,
            persona=persona,
        )

        with_history.additional_properties = d
        return with_history

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
