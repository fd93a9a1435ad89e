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


T = TypeVar("T", bound="BigFiveFactor")


@_attrs_define
class BigFiveFactor:
    """One of the five factors (Costa & McCrae): score 0-100 with 50 as average, confidence 0-100, and the claims it rests
    on.

    Attributes:
        score: 0 to 100, 50 being average.
        confidence: 0 to 100: how much the claims tell about this factor.
        claim_ids: ids of the claims it rests on; none where the owner alone says so.
        citations: the citations of those claims; first the owner's, where the owner set the score.

    """

    citations: list[AuthorCitation | DataCitation | InheritedCitation | LineCitation]
    confidence: int
    score: int
    claim_ids: list[str] | Unset = UNSET

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

        confidence = self.confidence

        score = self.score

        claim_ids: list[str] | Unset = UNSET
        if not isinstance(self.claim_ids, Unset):
            claim_ids = self.claim_ids

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "citations": citations,
                "confidence": confidence,
                "score": score,
            }
        )
        if claim_ids is not UNSET:
            field_dict["claim_ids"] = claim_ids

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

        confidence = d.pop("confidence")

        score = d.pop("score")

        claim_ids = cast(list[str], d.pop("claim_ids", UNSET))

        big_five_factor = cls(
            citations=citations,
            confidence=confidence,
            score=score,
            claim_ids=claim_ids,
        )

        return big_five_factor
