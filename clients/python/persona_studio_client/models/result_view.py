from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.result_view_outcome import ResultViewOutcome
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID


T = TypeVar("T", bound="ResultView")


@_attrs_define
class ResultView:
    """What became of one file; counts are of the report that the persona's import keeps."""

    file: str
    number: int
    outcome: ResultViewOutcome
    row: int
    format_: str | Unset = ""
    import_file_id: None | Unset | UUID = UNSET
    kept: int | Unset = 0
    mapped: int | Unset = 0
    name: str | Unset = ""
    persona_id: None | Unset | UUID = UNSET
    reason: str | Unset = ""
    unusable: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        file = self.file

        number = self.number

        outcome = self.outcome.value

        row = self.row

        format_ = self.format_

        import_file_id: None | str | Unset
        if isinstance(self.import_file_id, Unset):
            import_file_id = UNSET
        elif isinstance(self.import_file_id, UUID):
            import_file_id = str(self.import_file_id)
        else:
            import_file_id = self.import_file_id

        kept = self.kept

        mapped = self.mapped

        name = self.name

        persona_id: None | str | Unset
        if isinstance(self.persona_id, Unset):
            persona_id = UNSET
        elif isinstance(self.persona_id, UUID):
            persona_id = str(self.persona_id)
        else:
            persona_id = self.persona_id

        reason = self.reason

        unusable = self.unusable

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "file": file,
                "number": number,
                "outcome": outcome,
                "row": row,
            }
        )
        if format_ is not UNSET:
            field_dict["format"] = format_
        if import_file_id is not UNSET:
            field_dict["import_file_id"] = import_file_id
        if kept is not UNSET:
            field_dict["kept"] = kept
        if mapped is not UNSET:
            field_dict["mapped"] = mapped
        if name is not UNSET:
            field_dict["name"] = name
        if persona_id is not UNSET:
            field_dict["persona_id"] = persona_id
        if reason is not UNSET:
            field_dict["reason"] = reason
        if unusable is not UNSET:
            field_dict["unusable"] = unusable

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        file = d.pop("file")

        number = d.pop("number")

        outcome = ResultViewOutcome(d.pop("outcome"))

        row = d.pop("row")

        format_ = d.pop("format", UNSET)

        def _parse_import_file_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                import_file_id_type_0 = UUID(data)

                return import_file_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        import_file_id = _parse_import_file_id(d.pop("import_file_id", UNSET))

        kept = d.pop("kept", UNSET)

        mapped = d.pop("mapped", UNSET)

        name = d.pop("name", UNSET)

        def _parse_persona_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                persona_id_type_0 = UUID(data)

                return persona_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        persona_id = _parse_persona_id(d.pop("persona_id", UNSET))

        reason = d.pop("reason", UNSET)

        unusable = d.pop("unusable", UNSET)

        result_view = cls(
            file=file,
            number=number,
            outcome=outcome,
            row=row,
            format_=format_,
            import_file_id=import_file_id,
            kept=kept,
            mapped=mapped,
            name=name,
            persona_id=persona_id,
            reason=reason,
            unusable=unusable,
        )

        result_view.additional_properties = d
        return result_view

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
