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

if TYPE_CHECKING:
    from ..models.profile import Profile


T = TypeVar("T", bound="VersionView")


@_attrs_define
class VersionView:
    """A version whole. `engine_content` is what an engine wrote where the owner's words changed it; null where they did
    not.

    """

    author_id: UUID
    completion_tokens: int
    content: str
    content_sha256: str
    cost_usd: None | str
    created_at: datetime.datetime
    data_count: int
    data_ids: list[UUID]
    dropped_quotes: int
    duration_ms: int
    engine: str
    id: UUID
    is_extractive: bool
    model: str
    number: int
    origin: str
    persona_id: UUID
    profile: Profile
    """ All that is known about the person.

    Attributes:
        schema_version: version of this schema.
        identity: who the person is.
        occupation: what the person works as, and where.
        education: schools, degrees, training.
        background: where the person comes from and what happened before.
        personality: how the person is.
        values: what matters to the person.
        beliefs: what the person holds to be true or right.
        goals: what the person wants to reach.
        fears: what the person is afraid of or worries about.
        likes: what the person enjoys.
        dislikes: what the person avoids or resents.
        skills: what the person can do.
        knowledge: what the person knows about.
        habits: what the person does again and again.
        relationships: people (and animals) in the person's life; `who` names them.
        speech: how the person talks.
        appearance: how the person looks.
        facts: what is known and fits nowhere else.
        contradictions: claims that cannot both hold, open or settled by the owner. """
    prompt_tokens: int
    prompt_version: str
    run_id: None | UUID
    semantic: str
    summary: str
    engine_content: None | str | Unset = UNSET
    thought_count: int | Unset = 0
    thought_ids: list[UUID] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.profile import Profile  # noqa: PLC0415

        author_id = str(self.author_id)

        completion_tokens = self.completion_tokens

        content = self.content

        content_sha256 = self.content_sha256

        cost_usd: None | str
        cost_usd = self.cost_usd

        created_at = self.created_at.isoformat()

        data_count = self.data_count

        data_ids = []
        for data_ids_item_data in self.data_ids:
            data_ids_item = str(data_ids_item_data)
            data_ids.append(data_ids_item)

        dropped_quotes = self.dropped_quotes

        duration_ms = self.duration_ms

        engine = self.engine

        id = str(self.id)

        is_extractive = self.is_extractive

        model = self.model

        number = self.number

        origin = self.origin

        persona_id = str(self.persona_id)

        profile = self.profile.to_dict()

        prompt_tokens = self.prompt_tokens

        prompt_version = self.prompt_version

        run_id: None | str
        if isinstance(self.run_id, UUID):
            run_id = str(self.run_id)
        else:
            run_id = self.run_id

        semantic = self.semantic

        summary = self.summary

        engine_content: None | str | Unset
        if isinstance(self.engine_content, Unset):
            engine_content = UNSET
        else:
            engine_content = self.engine_content

        thought_count = self.thought_count

        thought_ids: list[str] | Unset = UNSET
        if not isinstance(self.thought_ids, Unset):
            thought_ids = []
            for thought_ids_item_data in self.thought_ids:
                thought_ids_item = str(thought_ids_item_data)
                thought_ids.append(thought_ids_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "author_id": author_id,
                "completion_tokens": completion_tokens,
                "content": content,
                "content_sha256": content_sha256,
                "cost_usd": cost_usd,
                "created_at": created_at,
                "data_count": data_count,
                "data_ids": data_ids,
                "dropped_quotes": dropped_quotes,
                "duration_ms": duration_ms,
                "engine": engine,
                "id": id,
                "is_extractive": is_extractive,
                "model": model,
                "number": number,
                "origin": origin,
                "persona_id": persona_id,
                "profile": profile,
                "prompt_tokens": prompt_tokens,
                "prompt_version": prompt_version,
                "run_id": run_id,
                "semantic": semantic,
                "summary": summary,
            }
        )
        if engine_content is not UNSET:
            field_dict["engine_content"] = engine_content
        if thought_count is not UNSET:
            field_dict["thought_count"] = thought_count
        if thought_ids is not UNSET:
            field_dict["thought_ids"] = thought_ids

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.profile import Profile  # noqa: PLC0415

        d = dict(src_dict)
        author_id = UUID(d.pop("author_id"))

        completion_tokens = d.pop("completion_tokens")

        content = d.pop("content")

        content_sha256 = d.pop("content_sha256")

        def _parse_cost_usd(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cost_usd = _parse_cost_usd(d.pop("cost_usd"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        data_count = d.pop("data_count")

        data_ids = []
        _data_ids = d.pop("data_ids")
        for data_ids_item_data in _data_ids:
            data_ids_item = UUID(data_ids_item_data)

            data_ids.append(data_ids_item)

        dropped_quotes = d.pop("dropped_quotes")

        duration_ms = d.pop("duration_ms")

        engine = d.pop("engine")

        id = UUID(d.pop("id"))

        is_extractive = d.pop("is_extractive")

        model = d.pop("model")

        number = d.pop("number")

        origin = d.pop("origin")

        persona_id = UUID(d.pop("persona_id"))

        profile = Profile.from_dict(d.pop("profile"))

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

        def _parse_engine_content(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        engine_content = _parse_engine_content(d.pop("engine_content", UNSET))

        thought_count = d.pop("thought_count", UNSET)

        _thought_ids = d.pop("thought_ids", UNSET)
        thought_ids: list[UUID] | Unset = UNSET
        if _thought_ids is not UNSET:
            thought_ids = []
            for thought_ids_item_data in _thought_ids:
                thought_ids_item = UUID(thought_ids_item_data)

                thought_ids.append(thought_ids_item)

        version_view = cls(
            author_id=author_id,
            completion_tokens=completion_tokens,
            content=content,
            content_sha256=content_sha256,
            cost_usd=cost_usd,
            created_at=created_at,
            data_count=data_count,
            data_ids=data_ids,
            dropped_quotes=dropped_quotes,
            duration_ms=duration_ms,
            engine=engine,
            id=id,
            is_extractive=is_extractive,
            model=model,
            number=number,
            origin=origin,
            persona_id=persona_id,
            profile=profile,
            prompt_tokens=prompt_tokens,
            prompt_version=prompt_version,
            run_id=run_id,
            semantic=semantic,
            summary=summary,
            engine_content=engine_content,
            thought_count=thought_count,
            thought_ids=thought_ids,
        )

        version_view.additional_properties = d
        return version_view

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
