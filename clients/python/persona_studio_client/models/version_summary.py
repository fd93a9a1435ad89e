from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime


T = TypeVar("T", bound="VersionSummary")


@_attrs_define
class VersionSummary:
    """A version in a list: where it comes from, without profile and content. `semantic` says how much it changed (1.4.2)."""

    author_id: UUID
    completion_tokens: int
    content_sha256: str
    cost_usd: None | str
    created_at: datetime.datetime
    data_count: int
    dropped_quotes: int
    duration_ms: int
    engine: str
    id: UUID
    is_extractive: bool
    model: str
    number: int
    origin: str
    prompt_tokens: int
    prompt_version: str
    run_id: None | UUID
    semantic: str
    summary: str
    thought_count: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        author_id = str(self.author_id)

        completion_tokens = self.completion_tokens

        content_sha256 = self.content_sha256

        cost_usd: None | str
        cost_usd = self.cost_usd

        created_at = self.created_at.isoformat()

        data_count = self.data_count

        dropped_quotes = self.dropped_quotes

        duration_ms = self.duration_ms

        engine = self.engine

        id = str(self.id)

        is_extractive = self.is_extractive

        model = self.model

        number = self.number

        origin = self.origin

        prompt_tokens = self.prompt_tokens

        prompt_version = self.prompt_version

        run_id: None | str
        if isinstance(self.run_id, UUID):
            run_id = str(self.run_id)
        else:
            run_id = self.run_id

        semantic = self.semantic

        summary = self.summary

        thought_count = self.thought_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "author_id": author_id,
                "completion_tokens": completion_tokens,
                "content_sha256": content_sha256,
                "cost_usd": cost_usd,
                "created_at": created_at,
                "data_count": data_count,
                "dropped_quotes": dropped_quotes,
                "duration_ms": duration_ms,
                "engine": engine,
                "id": id,
                "is_extractive": is_extractive,
                "model": model,
                "number": number,
                "origin": origin,
                "prompt_tokens": prompt_tokens,
                "prompt_version": prompt_version,
                "run_id": run_id,
                "semantic": semantic,
                "summary": summary,
            }
        )
        if thought_count is not UNSET:
            field_dict["thought_count"] = thought_count

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        author_id = UUID(d.pop("author_id"))

        completion_tokens = d.pop("completion_tokens")

        content_sha256 = d.pop("content_sha256")

        def _parse_cost_usd(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cost_usd = _parse_cost_usd(d.pop("cost_usd"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        data_count = d.pop("data_count")

        dropped_quotes = d.pop("dropped_quotes")

        duration_ms = d.pop("duration_ms")

        engine = d.pop("engine")

        id = UUID(d.pop("id"))

        is_extractive = d.pop("is_extractive")

        model = d.pop("model")

        number = d.pop("number")

        origin = d.pop("origin")

        prompt_tokens = d.pop("prompt_tokens")

        prompt_version = d.pop("prompt_version")

        def _parse_run_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                run_id_type_0 = UUID(data)

                return run_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        run_id = _parse_run_id(d.pop("run_id"))

        semantic = d.pop("semantic")

        summary = d.pop("summary")

        thought_count = d.pop("thought_count", UNSET)

        version_summary = cls(
            author_id=author_id,
            completion_tokens=completion_tokens,
            content_sha256=content_sha256,
            cost_usd=cost_usd,
            created_at=created_at,
            data_count=data_count,
            dropped_quotes=dropped_quotes,
            duration_ms=duration_ms,
            engine=engine,
            id=id,
            is_extractive=is_extractive,
            model=model,
            number=number,
            origin=origin,
            prompt_tokens=prompt_tokens,
            prompt_version=prompt_version,
            run_id=run_id,
            semantic=semantic,
            summary=summary,
            thought_count=thought_count,
        )

        version_summary.additional_properties = d
        return version_summary

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
