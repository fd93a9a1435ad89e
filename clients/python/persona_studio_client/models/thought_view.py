from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.origin import Origin
from ..models.transformation import Transformation
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.thought_line_view import ThoughtLineView


T = TypeVar("T", bound="ThoughtView")


@_attrs_define
class ThoughtView:
    """A thought as it is shown; `character` and `movie` are names."""

    character: str
    character_id: UUID
    created_at: datetime.datetime
    enrichment: int
    id: UUID
    is_hidden: bool
    lines: list[ThoughtLineView]
    movie: str
    origin: Origin
    """ Who wrote a thought: the run's engine, or the built-in engine that filled what a model left open. """
    position: int
    run_id: UUID
    text: str
    transformation: Transformation
    """ How the words of a thought differ from those of its line. """
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.thought_line_view import ThoughtLineView  # noqa: PLC0415

        character = self.character

        character_id = str(self.character_id)

        created_at = self.created_at.isoformat()

        enrichment = self.enrichment

        id = str(self.id)

        is_hidden = self.is_hidden

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        movie = self.movie

        origin = self.origin.value

        position = self.position

        run_id = str(self.run_id)

        text = self.text

        transformation = self.transformation.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "character": character,
                "character_id": character_id,
                "created_at": created_at,
                "enrichment": enrichment,
                "id": id,
                "is_hidden": is_hidden,
                "lines": lines,
                "movie": movie,
                "origin": origin,
                "position": position,
                "run_id": run_id,
                "text": text,
                "transformation": transformation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.thought_line_view import ThoughtLineView  # noqa: PLC0415

        d = dict(src_dict)
        character = d.pop("character")

        character_id = UUID(d.pop("character_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        enrichment = d.pop("enrichment")

        id = UUID(d.pop("id"))

        is_hidden = d.pop("is_hidden")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = ThoughtLineView.from_dict(lines_item_data)

            lines.append(lines_item)

        movie = d.pop("movie")

        origin = Origin(d.pop("origin"))

        position = d.pop("position")

        run_id = UUID(d.pop("run_id"))

        text = d.pop("text")

        transformation = Transformation(d.pop("transformation"))

        thought_view = cls(
            character=character,
            character_id=character_id,
            created_at=created_at,
            enrichment=enrichment,
            id=id,
            is_hidden=is_hidden,
            lines=lines,
            movie=movie,
            origin=origin,
            position=position,
            run_id=run_id,
            text=text,
            transformation=transformation,
        )

        thought_view.additional_properties = d
        return thought_view

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
