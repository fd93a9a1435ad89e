from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.blamed_claim import BlamedClaim
    from ..models.blamed_datum import BlamedDatum
    from ..models.blamed_passage import BlamedPassage
    from ..models.blamed_version import BlamedVersion


T = TypeVar("T", bound="VersionBlame")


@_attrs_define
class VersionBlame:
    """Which version brought what of version `number`. The texts of all passages joined are its content."""

    claims: list[BlamedClaim]
    number: int
    passages: list[BlamedPassage]
    versions: list[BlamedVersion]
    data: list[BlamedDatum] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.blamed_claim import BlamedClaim  # noqa: PLC0415
        from ..models.blamed_datum import BlamedDatum  # noqa: PLC0415
        from ..models.blamed_passage import BlamedPassage  # noqa: PLC0415
        from ..models.blamed_version import BlamedVersion  # noqa: PLC0415

        claims = []
        for claims_item_data in self.claims:
            claims_item = claims_item_data.to_dict()
            claims.append(claims_item)

        number = self.number

        passages = []
        for passages_item_data in self.passages:
            passages_item = passages_item_data.to_dict()
            passages.append(passages_item)

        versions = []
        for versions_item_data in self.versions:
            versions_item = versions_item_data.to_dict()
            versions.append(versions_item)

        data: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.data, Unset):
            data = []
            for data_item_data in self.data:
                data_item = data_item_data.to_dict()
                data.append(data_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "claims": claims,
                "number": number,
                "passages": passages,
                "versions": versions,
            }
        )
        if data is not UNSET:
            field_dict["data"] = data

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.blamed_claim import BlamedClaim  # noqa: PLC0415
        from ..models.blamed_datum import BlamedDatum  # noqa: PLC0415
        from ..models.blamed_passage import BlamedPassage  # noqa: PLC0415
        from ..models.blamed_version import BlamedVersion  # noqa: PLC0415

        d = dict(src_dict)
        claims = []
        _claims = d.pop("claims")
        for claims_item_data in _claims:
            claims_item = BlamedClaim.from_dict(claims_item_data)

            claims.append(claims_item)

        number = d.pop("number")

        passages = []
        _passages = d.pop("passages")
        for passages_item_data in _passages:
            passages_item = BlamedPassage.from_dict(passages_item_data)

            passages.append(passages_item)

        versions = []
        _versions = d.pop("versions")
        for versions_item_data in _versions:
            versions_item = BlamedVersion.from_dict(versions_item_data)

            versions.append(versions_item)

        _data = d.pop("data", UNSET)
        data: list[BlamedDatum] | Unset = UNSET
        if _data is not UNSET:
            data = []
            for data_item_data in _data:
                data_item = BlamedDatum.from_dict(data_item_data)

                data.append(data_item)

        version_blame = cls(
            claims=claims,
            number=number,
            passages=passages,
            versions=versions,
            data=data,
        )

        version_blame.additional_properties = d
        return version_blame

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
