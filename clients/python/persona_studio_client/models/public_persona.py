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
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID
import datetime

if TYPE_CHECKING:
    from ..models.credit import Credit
    from ..models.face import Face
    from ..models.public_tag import PublicTag


T = TypeVar("T", bound="PublicPersona")


@_attrs_define
class PublicPersona:
    """A public or unlisted persona, as its page shows it; `creator` is a handle. `credit` is None when its parent is not
    public.

    """

    age: int
    age_bucket: AgeBucket
    """ Spans of age, see `bucket_of`. """
    changed_at: datetime.datetime
    creator: str
    face: Face
    """ Everything that visitors see of a persona's text; written once, when it is published.

    `content` is Markdown; `content_html` is the same, sanitised, its headings from the second level on. """
    gender: Gender
    """ As the sources say, else unknown. """
    likes: int
    persona_id: UUID
    picture_sha256: None | str
    published_at: datetime.datetime
    rating: Rating
    """ For whom a public persona is. What nothing could judge is `unrated`, and counts as adult. """
    slug: str
    source: str
    tags: list[PublicTag]
    visibility: Visibility
    """ Who may see a persona: its owner; whoever has the address; everybody. """
    credit: Credit | None | Unset = UNSET
    remix_count: int | Unset = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.credit import Credit  # noqa: PLC0415
        from ..models.face import Face  # noqa: PLC0415
        from ..models.public_tag import PublicTag  # noqa: PLC0415

        age = self.age

        age_bucket = self.age_bucket.value

        changed_at = self.changed_at.isoformat()

        creator = self.creator

        face = self.face.to_dict()

        gender = self.gender.value

        likes = self.likes

        persona_id = str(self.persona_id)

        picture_sha256: None | str
        picture_sha256 = self.picture_sha256

        published_at = self.published_at.isoformat()

        rating = self.rating.value

        slug = self.slug

        source = self.source

        tags = []
        for tags_item_data in self.tags:
            tags_item = tags_item_data.to_dict()
            tags.append(tags_item)

        visibility = self.visibility.value

        credit: dict[str, Any] | None | Unset
        if isinstance(self.credit, Unset):
            credit = UNSET
        elif isinstance(self.credit, Credit):
            credit = self.credit.to_dict()
        else:
            credit = self.credit

        remix_count = self.remix_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "age": age,
                "age_bucket": age_bucket,
                "changed_at": changed_at,
                "creator": creator,
                "face": face,
                "gender": gender,
                "likes": likes,
                "persona_id": persona_id,
                "picture_sha256": picture_sha256,
                "published_at": published_at,
                "rating": rating,
                "slug": slug,
                "source": source,
                "tags": tags,
                "visibility": visibility,
            }
        )
        if credit is not UNSET:
            field_dict["credit"] = credit
        if remix_count is not UNSET:
            field_dict["remix_count"] = remix_count

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.credit import Credit  # noqa: PLC0415
        from ..models.face import Face  # noqa: PLC0415
        from ..models.public_tag import PublicTag  # noqa: PLC0415

        d = dict(src_dict)
        age = d.pop("age")

        age_bucket = AgeBucket(d.pop("age_bucket"))

        changed_at = datetime.datetime.fromisoformat(d.pop("changed_at"))

        creator = d.pop("creator")

        face = Face.from_dict(d.pop("face"))

        gender = Gender(d.pop("gender"))

        likes = d.pop("likes")

        persona_id = UUID(d.pop("persona_id"))

        def _parse_picture_sha256(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        picture_sha256 = _parse_picture_sha256(d.pop("picture_sha256"))

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        rating = Rating(d.pop("rating"))

        slug = d.pop("slug")

        source = d.pop("source")

        tags = []
        _tags = d.pop("tags")
        for tags_item_data in _tags:
            tags_item = PublicTag.from_dict(tags_item_data)

            tags.append(tags_item)

        visibility = Visibility(d.pop("visibility"))

        def _parse_credit(data: object) -> Credit | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                credit_type_0 = Credit.from_dict(data)

                return credit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Credit | None | Unset, data)

        credit = _parse_credit(d.pop("credit", UNSET))

        remix_count = d.pop("remix_count", UNSET)

        public_persona = cls(
            age=age,
            age_bucket=age_bucket,
            changed_at=changed_at,
            creator=creator,
            face=face,
            gender=gender,
            likes=likes,
            persona_id=persona_id,
            picture_sha256=picture_sha256,
            published_at=published_at,
            rating=rating,
            slug=slug,
            source=source,
            tags=tags,
            visibility=visibility,
            credit=credit,
            remix_count=remix_count,
        )

        public_persona.additional_properties = d
        return public_persona

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
