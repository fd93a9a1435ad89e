from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.proposal_view_kind import ProposalViewKind
from ..models.proposal_view_state import ProposalViewState
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.author_citation import AuthorCitation
    from ..models.data_citation import DataCitation
    from ..models.inherited_citation import InheritedCitation
    from ..models.line_citation import LineCitation


T = TypeVar("T", bound="ProposalView")


@_attrs_define
class ProposalView:
    """What would stand in the place of an owner's word, and what stands there; null where one says nothing.

    `field` is a claim field, `big_five.<factor>` or `content`. Of kind `build`, `version_number` came with it; of kind
    `parent`,
    `parent_version` did. `before` is the passage that both changed, of field `content`.

    """

    claim_id: str
    created_at: datetime.datetime
    field: str
    id: UUID
    kind: ProposalViewKind
    mine: None | str
    parent_version: int | None
    settled_at: datetime.datetime | None
    state: ProposalViewState
    theirs: None | str
    version_number: int
    before: None | str | Unset = UNSET
    citations: (
        list[AuthorCitation | DataCitation | InheritedCitation | LineCitation] | Unset
    ) = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.author_citation import AuthorCitation  # noqa: PLC0415
        from ..models.data_citation import DataCitation  # noqa: PLC0415
        from ..models.inherited_citation import InheritedCitation  # noqa: PLC0415
        from ..models.line_citation import LineCitation  # noqa: PLC0415

        claim_id = self.claim_id

        created_at = self.created_at.isoformat()

        field = self.field

        id = str(self.id)

        kind = self.kind.value

        mine: None | str
        mine = self.mine

        parent_version: int | None
        parent_version = self.parent_version

        settled_at: None | str
        if isinstance(self.settled_at, datetime.datetime):
            settled_at = self.settled_at.isoformat()
        else:
            settled_at = self.settled_at

        state = self.state.value

        theirs: None | str
        theirs = self.theirs

        version_number = self.version_number

        before: None | str | Unset
        if isinstance(self.before, Unset):
            before = UNSET
        else:
            before = self.before

        citations: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.citations, Unset):
            citations = []
            for citations_item_data in self.citations:
                citations_item: dict[str, Any]
                if isinstance(citations_item_data, DataCitation):
                    citations_item = citations_item_data.to_dict()
                elif isinstance(citations_item_data, LineCitation):
                    citations_item = citations_item_data.to_dict()
                elif isinstance(citations_item_data, AuthorCitation):
                    citations_item = citations_item_data.to_dict()
                else:
                    citations_item = citations_item_data.to_dict()

                citations.append(citations_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "claim_id": claim_id,
                "created_at": created_at,
                "field": field,
                "id": id,
                "kind": kind,
                "mine": mine,
                "parent_version": parent_version,
                "settled_at": settled_at,
                "state": state,
                "theirs": theirs,
                "version_number": version_number,
            }
        )
        if before is not UNSET:
            field_dict["before"] = before
        if citations is not UNSET:
            field_dict["citations"] = citations

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.author_citation import AuthorCitation  # noqa: PLC0415
        from ..models.data_citation import DataCitation  # noqa: PLC0415
        from ..models.inherited_citation import InheritedCitation  # noqa: PLC0415
        from ..models.line_citation import LineCitation  # noqa: PLC0415

        d = dict(src_dict)
        claim_id = d.pop("claim_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        field = d.pop("field")

        id = UUID(d.pop("id"))

        kind = ProposalViewKind(d.pop("kind"))

        def _parse_mine(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mine = _parse_mine(d.pop("mine"))

        def _parse_parent_version(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        parent_version = _parse_parent_version(d.pop("parent_version"))

        def _parse_settled_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                settled_at_type_0 = datetime.datetime.fromisoformat(data)

                return settled_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        settled_at = _parse_settled_at(d.pop("settled_at"))

        state = ProposalViewState(d.pop("state"))

        def _parse_theirs(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        theirs = _parse_theirs(d.pop("theirs"))

        version_number = d.pop("version_number")

        def _parse_before(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        before = _parse_before(d.pop("before", UNSET))

        _citations = d.pop("citations", UNSET)
        citations: (
            list[AuthorCitation | DataCitation | InheritedCitation | LineCitation]
            | Unset
        ) = UNSET
        if _citations is not UNSET:
            citations = []
            for citations_item_data in _citations:

                def _parse_citations_item(
                    data: object,
                ) -> AuthorCitation | DataCitation | InheritedCitation | LineCitation:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        citations_item_type_0 = DataCitation.from_dict(data)

                        return citations_item_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        citations_item_type_1 = LineCitation.from_dict(data)

                        return citations_item_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        citations_item_type_2 = AuthorCitation.from_dict(data)

                        return citations_item_type_2
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    if not isinstance(data, dict):
                        raise TypeError()
                    citations_item_type_3 = InheritedCitation.from_dict(data)

                    return citations_item_type_3

                citations_item = _parse_citations_item(citations_item_data)

                citations.append(citations_item)

        proposal_view = cls(
            claim_id=claim_id,
            created_at=created_at,
            field=field,
            id=id,
            kind=kind,
            mine=mine,
            parent_version=parent_version,
            settled_at=settled_at,
            state=state,
            theirs=theirs,
            version_number=version_number,
            before=before,
            citations=citations,
        )

        proposal_view.additional_properties = d
        return proposal_view

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
