from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast

if TYPE_CHECKING:
    from ..models.field_problem import FieldProblem
    from ..models.overlap import Overlap
    from ..models.source_problem import SourceProblem


T = TypeVar("T", bound="Problem")


@_attrs_define
class Problem:
    """Why a request was not done, as RFC 9457 describes it."""

    code: str
    """ Stable name of the kind of problem. """
    detail: str
    """ What happened, what was kept, what to do. """
    status: int
    """ The HTTP status. """
    title: str
    """ The kind of problem, in words. """
    type_: str
    """ Where this kind of problem is explained. """
    errors: list[FieldProblem] | None | Unset = UNSET
    """ The parts of the request that cannot be used. """
    id: None | str | Unset = UNSET
    """ The persona that is there although this failed. """
    lock_version: int | None | Unset = UNSET
    """ The present one of the persona, or of the label, to look and save again. """
    overlaps: list[Overlap] | None | Unset = UNSET
    """ Each place that two edits changed: as it was, mine, theirs. """
    run_id: None | str | Unset = UNSET
    """ The run that failed or still works. """
    sources: list[SourceProblem] | None | Unset = UNSET
    """ The given things that were not taken, each with its reason. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.field_problem import FieldProblem  # noqa: PLC0415
        from ..models.overlap import Overlap  # noqa: PLC0415
        from ..models.source_problem import SourceProblem  # noqa: PLC0415

        code = self.code

        detail = self.detail

        status = self.status

        title = self.title

        type_ = self.type_

        errors: list[dict[str, Any]] | None | Unset
        if isinstance(self.errors, Unset):
            errors = UNSET
        elif isinstance(self.errors, list):
            errors = []
            for errors_type_0_item_data in self.errors:
                errors_type_0_item = errors_type_0_item_data.to_dict()
                errors.append(errors_type_0_item)

        else:
            errors = self.errors

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        lock_version: int | None | Unset
        if isinstance(self.lock_version, Unset):
            lock_version = UNSET
        else:
            lock_version = self.lock_version

        overlaps: list[dict[str, Any]] | None | Unset
        if isinstance(self.overlaps, Unset):
            overlaps = UNSET
        elif isinstance(self.overlaps, list):
            overlaps = []
            for overlaps_type_0_item_data in self.overlaps:
                overlaps_type_0_item = overlaps_type_0_item_data.to_dict()
                overlaps.append(overlaps_type_0_item)

        else:
            overlaps = self.overlaps

        run_id: None | str | Unset
        if isinstance(self.run_id, Unset):
            run_id = UNSET
        else:
            run_id = self.run_id

        sources: list[dict[str, Any]] | None | Unset
        if isinstance(self.sources, Unset):
            sources = UNSET
        elif isinstance(self.sources, list):
            sources = []
            for sources_type_0_item_data in self.sources:
                sources_type_0_item = sources_type_0_item_data.to_dict()
                sources.append(sources_type_0_item)

        else:
            sources = self.sources

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "detail": detail,
                "status": status,
                "title": title,
                "type": type_,
            }
        )
        if errors is not UNSET:
            field_dict["errors"] = errors
        if id is not UNSET:
            field_dict["id"] = id
        if lock_version is not UNSET:
            field_dict["lock_version"] = lock_version
        if overlaps is not UNSET:
            field_dict["overlaps"] = overlaps
        if run_id is not UNSET:
            field_dict["run_id"] = run_id
        if sources is not UNSET:
            field_dict["sources"] = sources

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_problem import FieldProblem  # noqa: PLC0415
        from ..models.overlap import Overlap  # noqa: PLC0415
        from ..models.source_problem import SourceProblem  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        detail = d.pop("detail")

        status = d.pop("status")

        title = d.pop("title")

        type_ = d.pop("type")

        def _parse_errors(data: object) -> list[FieldProblem] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                errors_type_0 = []
                _errors_type_0 = data
                for errors_type_0_item_data in _errors_type_0:
                    errors_type_0_item = FieldProblem.from_dict(errors_type_0_item_data)

                    errors_type_0.append(errors_type_0_item)

                return errors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[FieldProblem] | None | Unset, data)

        errors = _parse_errors(d.pop("errors", UNSET))

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        def _parse_lock_version(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        lock_version = _parse_lock_version(d.pop("lock_version", UNSET))

        def _parse_overlaps(data: object) -> list[Overlap] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                overlaps_type_0 = []
                _overlaps_type_0 = data
                for overlaps_type_0_item_data in _overlaps_type_0:
                    overlaps_type_0_item = Overlap.from_dict(overlaps_type_0_item_data)

                    overlaps_type_0.append(overlaps_type_0_item)

                return overlaps_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Overlap] | None | Unset, data)

        overlaps = _parse_overlaps(d.pop("overlaps", UNSET))

        def _parse_run_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        run_id = _parse_run_id(d.pop("run_id", UNSET))

        def _parse_sources(data: object) -> list[SourceProblem] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                sources_type_0 = []
                _sources_type_0 = data
                for sources_type_0_item_data in _sources_type_0:
                    sources_type_0_item = SourceProblem.from_dict(
                        sources_type_0_item_data
                    )

                    sources_type_0.append(sources_type_0_item)

                return sources_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SourceProblem] | None | Unset, data)

        sources = _parse_sources(d.pop("sources", UNSET))

        problem = cls(
            code=code,
            detail=detail,
            status=status,
            title=title,
            type_=type_,
            errors=errors,
            id=id,
            lock_version=lock_version,
            overlaps=overlaps,
            run_id=run_id,
            sources=sources,
        )

        problem.additional_properties = d
        return problem

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
