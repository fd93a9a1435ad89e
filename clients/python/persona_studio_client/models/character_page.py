from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
    from ..models.character_view import CharacterView
    from ..models.line_view import LineView
    from ..models.movie_view import MovieView
    from ..models.partner import Partner


T = TypeVar("T", bound="CharacterPage")


@_attrs_define
class CharacterPage:
    """A character with the film, partners (most lines first) and some lines spread over the film."""

    character: CharacterView
    """ A character in a list; `movie` is the film's title, `corpus` the corpus' name. """
    lines: list[LineView]
    movie: MovieView
    """ A film; `corpus` is the corpus' name. """
    partners: list[Partner]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.character_view import CharacterView  # noqa: PLC0415
        from ..models.line_view import LineView  # noqa: PLC0415
        from ..models.movie_view import MovieView  # noqa: PLC0415
        from ..models.partner import Partner  # noqa: PLC0415

        character = self.character.to_dict()

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        movie = self.movie.to_dict()

        partners = []
        for partners_item_data in self.partners:
            partners_item = partners_item_data.to_dict()
            partners.append(partners_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "character": character,
                "lines": lines,
                "movie": movie,
                "partners": partners,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.character_view import CharacterView  # noqa: PLC0415
        from ..models.line_view import LineView  # noqa: PLC0415
        from ..models.movie_view import MovieView  # noqa: PLC0415
        from ..models.partner import Partner  # noqa: PLC0415

        d = dict(src_dict)
        character = CharacterView.from_dict(d.pop("character"))

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = LineView.from_dict(lines_item_data)

            lines.append(lines_item)

        movie = MovieView.from_dict(d.pop("movie"))

        partners = []
        _partners = d.pop("partners")
        for partners_item_data in _partners:
            partners_item = Partner.from_dict(partners_item_data)

            partners.append(partners_item)

        character_page = cls(
            character=character,
            lines=lines,
            movie=movie,
            partners=partners,
        )

        character_page.additional_properties = d
        return character_page

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
