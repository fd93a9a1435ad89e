"""The newest state of a persona in an archive, as any other file says one: for a persona that is there already and gets a version more."""

from typing import Any

from persona_app.core.ids import new_id
from persona_app.interchange.draft import Draft, DraftDatum, Format, Kept, Loss, LossReport, Media, Reading
from persona_app.interchange.stand_ins import Kind, stand_in
from persona_app.interchange.whole import Decided, Version, Whole, damage
from persona_app.personas.profile import Profile
from persona_app.personas.schemas import OwnersWord


def newest_reading(whole: Whole) -> Reading:
    """Its last version with all its data, the owner's words and what it carries.

    Raises:
        ImportRefused, ImportTooLarge: the archive is damaged.
    """
    newest: Version | None = None
    for newest in whole.versions():  # noqa: B007 - the last one
        pass
    earlier = (Loss(place="versions", why="of its versions the newest was added"),) if whole.head.version_count > 1 else ()
    left = (Loss(place="thoughts", why="left out: the persona has its own"),) if whole.head.enrichment_count else ()
    try:
        draft = _draft(whole, newest)
    except (ValueError, TypeError) as error:
        raise damage() from error
    return Reading(draft=draft, losses=LossReport(mapped=("name", "content", "profile", "data"), unusable=(*earlier, *left)))


def _draft(whole: Whole, newest: Version | None) -> Draft:
    head, kept = whole.head, whole.kept()
    data = (
        DraftDatum(id=stand_in(Kind.DATUM, at), **one.model_dump(include={"kind", "title", "origin", "media_type", "text"}))
        for at, one in enumerate(whole.data(), start=1)
    )
    return Draft(
        format=Format.OWN,
        name=head.name,
        content=newest.content if newest else "",
        kept=Kept(format=Format(head.kept_format), value=kept) if head.kept_format and kept is not None else None,
        media=tuple(Media(place=each.place, media_type=each.media_type, data=whole.file(each.file)) for each in head.media),
        profile=Profile.model_validate(newest.profile if newest else {}),
        data=tuple(data),
        noted=head.noted,
        words=tuple(word for at, each in enumerate(head.decisions, start=1) if (word := _word(each, at))),
        has_version=newest is not None,
    )


def _word(said: Decided, number: int) -> OwnersWord | None:
    """The owner's word on a claim that holds."""
    if said.kind != "claim" or said.choice not in {"set", "removed"}:
        return None
    detail: dict[str, Any] = said.detail
    return OwnersWord.model_validate({**detail, "id": stand_in(Kind.DECISION, number), "new_id": new_id(), "choice": said.choice})
