from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.age_bucket import AgeBucket
from ..models.gender import Gender
from ..models.rating import Rating
from ..models.visibility import Visibility
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.public_tag import PublicTag


T = TypeVar("T", bound="PublicationView")


@_attrs_define
class PublicationView:
    """A publication, as its owner sees it; `visibility` is `private` once it was withdrawn."""

    age: int
    age_bucket: AgeBucket
    """ Spans of age, see `bucket_of`. """
    changed_at: datetime.datetime
    consented_at: datetime.datetime
    gender: Gender
    """ As the sources say, else unknown. """
    headline: str
    hidden_at: datetime.datetime | None
    hidden_reason: str
    likes: int
    persona_id: UUID
    picture_sha256: None | str
    public_name: str
    published_at: datetime.datetime
    rating: Rating
    """ For whom a public persona is. What nothing could judge is `unrated`, and counts as adult. """
    rating_passage: str
    shows_quotes: bool
    slug: str
    tags: list[PublicTag]
    text_rating: Rating
    """ For whom a public persona is. What nothing could judge is `unrated`, and counts as adult. """
    version_number: int
    visibility: Visibility
    """ Who may see a persona: its owner; whoever has the address; everybody. """
    withdrawn_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.public_tag import PublicTag  # noqa: PLC0415

        age = self.age

        age_bucket = self.age_bucket.value

        changed_at = self.changed_at.isoformat()

        consented_at = self.consented_at.isoformat()

        gender = self.gender.value

        headline = self.headline

        hidden_at: None | str
        if isinstance(self.hidden_at, datetime.datetime):
            hidden_at = self.hidden_at.isoformat()
        else:
            hidden_at = self.hidden_at

        hidden_reason = self.hidden_reason

        likes = self.likes

        persona_id = str(self.persona_id)

        picture_sha256: None | str
        picture_sha256 = self.picture_sha256

        public_name = self.public_name

        published_at = self.published_at.isoformat()

        rating = self.rating.value

        rating_passage = self.rating_passage

        shows_quotes = self.shows_quotes

        slug = self.slug

        tags = []
        for tags_item_data in self.tags:
            tags_item = tags_item_data.to_dict()
            tags.append(tags_item)

        text_rating = self.text_rating.value

        version_number = self.version_number

        visibility = self.visibility.value

        withdrawn_at: None | str
        if isinstance(self.withdrawn_at, datetime.datetime):
            withdrawn_at = self.withdrawn_at.isoformat()
        else:
            withdrawn_at = self.withdrawn_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "age": age,
                "age_bucket": age_bucket,
                "changed_at": changed_at,
                "consented_at": consented_at,
                "gender": gender,
                "headline": headline,
                "hidden_at": hidden_at,
                "hidden_reason": hidden_reason,
                "likes": likes,
                "persona_id": persona_id,
                "picture_sha256": picture_sha256,
                "public_name": public_name,
                "published_at": published_at,
                "rating": rating,
                "rating_passage": rating_passage,
                "shows_quotes": shows_quotes,
                "slug": slug,
                "tags": tags,
                "text_rating": text_rating,
                "version_number": version_number,
                "visibility": visibility,
                "withdrawn_at": withdrawn_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.public_tag import PublicTag  # noqa: PLC0415

        d = dict(src_dict)
        age = d.pop("age")

        age_bucket = AgeBucket(d.pop("age_bucket"))

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        consented_at = datetime.datetime.fromisoformat(d.pop("consented_at"))

        gender = Gender(d.pop("gender"))

        headline = d.pop("headline")

        def _parse_hidden_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                hidden_at_type_0 = datetime.datetime.fromisoformat(data)

                return hidden_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        hidden_at = _parse_hidden_at(d.pop("hidden_at"))

        hidden_reason = d.pop("hidden_reason")

        likes = d.pop("likes")

        persona_id = UUID(d.pop("persona_id"))

        def _parse_picture_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        picture_sha256 = _parse_picture_sha256(d.pop("picture_sha256"))

        public_name = d.pop("public_name")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        rating = Rating(d.pop("rating"))

        rating_passage = d.pop("rating_passage")

        shows_quotes = d.pop("shows_quotes")

        slug = d.pop("slug")

        tags = []
        _tags = d.pop("tags")
        for tags_item_data in _tags:
            tags_item = PublicTag.from_dict(tags_item_data)

            tags.append(tags_item)

        text_rating = Rating(d.pop("text_rating"))

        version_number = d.pop("version_number")

        visibility = Visibility(d.pop("visibility"))

        def _parse_withdrawn_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                withdrawn_at_type_0 = datetime.datetime.fromisoformat(data)

                return withdrawn_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        withdrawn_at = _parse_withdrawn_at(d.pop("withdrawn_at"))

        publication_view = cls(
            age=age,
            age_bucket=age_bucket,
            changed_at=changed_at,
            consented_at=consented_at,
            gender=gender,
            headline=headline,
            hidden_at=hidden_at,
            hidden_reason=hidden_reason,
            likes=likes,
            persona_id=persona_id,
            picture_sha256=picture_sha256,
            public_name=public_name,
            published_at=published_at,
            rating=rating,
            rating_passage=rating_passage,
            shows_quotes=shows_quotes,
            slug=slug,
            tags=tags,
            text_rating=text_rating,
            version_number=version_number,
            visibility=visibility,
            withdrawn_at=withdrawn_at,
        )

        publication_view.additional_properties = d
        return publication_view

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
