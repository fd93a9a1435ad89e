from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.attempt_state import AttemptState
from ..types import UNSET, Unset
from typing import cast
from uuid import UUID

if TYPE_CHECKING:
    from ..models.attempt_view import AttemptView
    from ..models.publication_view import PublicationView


T = TypeVar("T", bound="PublicationState")


@_attrs_define
class PublicationState:
    """What is public of a persona, the last attempts (newest first) with the newest one's `state`, and the one that is not
    over.

    """

    attempts: list[AttemptView]
    open_attempt: AttemptView | None
    persona_id: UUID
    publication: None | PublicationView
    slug: str
    state: AttemptState | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.attempt_view import AttemptView  # noqa: PLC0415
        from ..models.publication_view import PublicationView  # noqa: PLC0415

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

        open_attempt: dict[str, Any] | None
        if isinstance(self.open_attempt, AttemptView):
            open_attempt = self.open_attempt.to_dict()
        else:
            open_attempt = self.open_attempt

        persona_id = str(self.persona_id)

        publication: dict[str, Any] | None
        if isinstance(self.publication, PublicationView):
            publication = self.publication.to_dict()
        else:
            publication = self.publication

        slug = self.slug

        state: None | str | Unset
        if isinstance(self.state, Unset):
            state = UNSET
        elif isinstance(self.state, AttemptState):
            state = self.state.value
        else:
            state = self.state

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempts": attempts,
                "open_attempt": open_attempt,
                "persona_id": persona_id,
                "publication": publication,
                "slug": slug,
            }
        )
        if state is not UNSET:
            field_dict["state"] = state

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attempt_view import AttemptView  # noqa: PLC0415
        from ..models.publication_view import PublicationView  # noqa: PLC0415

        d = dict(src_dict)
        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = AttemptView.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        def _parse_open_attempt(data: object) -> AttemptView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                open_attempt_type_0 = AttemptView.from_dict(data)

                return open_attempt_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttemptView | None, data)

        open_attempt = _parse_open_attempt(d.pop("open_attempt"))

        persona_id = UUID(d.pop("persona_id"))

        def _parse_publication(data: object) -> None | PublicationView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                publication_type_0 = PublicationView.from_dict(data)

                return publication_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PublicationView, data)

        publication = _parse_publication(d.pop("publication"))

        slug = d.pop("slug")

        def _parse_state(data: object) -> AttemptState | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = AttemptState(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttemptState | None | Unset, data)

        state = _parse_state(d.pop("state", UNSET))

        publication_state = cls(
            attempts=attempts,
            open_attempt=open_attempt,
            persona_id=persona_id,
            publication=publication,
            slug=slug,
            state=state,
        )

        publication_state.additional_properties = d
        return publication_state

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
