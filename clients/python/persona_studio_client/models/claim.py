from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.author_citation import AuthorCitation
    from ..models.data_citation import DataCitation
    from ..models.inherited_citation import InheritedCitation
    from ..models.line_citation import LineCitation


T = TypeVar("T", bound="Claim")


@_attrs_define
class Claim:
    """One thing that is said about the person.

    Attributes:
        id: stable across versions: a hash of field and normalised value.
        value: the claim in a few words.
        who: for a relationship, the other person's name.
        citations: the words it rests on, oldest datum first; never empty, at most 12.
        support: how many places say so, counted before the citations were cut to 12.
        also: other wordings that were joined with this one.
        is_contested: another claim contradicts it and the owner has not settled it.

    """

    citations: list[AuthorCitation | DataCitation | InheritedCitation | LineCitation]
    id: str
    support: int
    value: str
    also: list[str] | Unset = UNSET
    is_contested: bool | Unset = False
    who: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        from ..models.author_citation import AuthorCitation  # noqa: PLC0415
        from ..models.data_citation import DataCitation  # noqa: PLC0415
        from ..models.inherited_citation import InheritedCitation  # noqa: PLC0415
        from ..models.line_citation import LineCitation  # noqa: PLC0415

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

        id = self.id

        support = self.support

        value = self.value

        also: list[str] | Unset = UNSET
        if not isinstance(self.also, Unset):
            also = self.also

        is_contested = self.is_contested

        who = self.who

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "citations": citations,
                "id": id,
                "support": support,
                "value": value,
            }
        )
        if also is not UNSET:
            field_dict["also"] = also
        if is_contested is not UNSET:
            field_dict["is_contested"] = is_contested
        if who is not UNSET:
            field_dict["who"] = who

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.author_citation import AuthorCitation  # noqa: PLC0415
        from ..models.data_citation import DataCitation  # noqa: PLC0415
        from ..models.inherited_citation import InheritedCitation  # noqa: PLC0415
        from ..models.line_citation import LineCitation  # noqa: PLC0415

        d = dict(src_dict)
        citations = []
        _citations = d.pop("citations")
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

        id = d.pop("id")

        support = d.pop("support")

        value = d.pop("value")

        also = cast(list[str], d.pop("also", UNSET))

        is_contested = d.pop("is_contested", UNSET)

        who = d.pop("who", UNSET)

        claim = cls(
            citations=citations,
            id=id,
            support=support,
            value=value,
            also=also,
            is_contested=is_contested,
            who=who,
        )

        return claim
