"""The sheet of a persona as it is now, whatever format it came in; what writers of any format begin with."""

from collections.abc import Callable, Mapping

from persona_app.interchange.claims import claims_of
from persona_app.interchange.draft import Format, JsonObject, Snapshot
from persona_app.interchange.sheet import Sheet, from_content
from persona_app.llm.questions import ClaimField
from persona_app.personas.services.lifecycle import short_name

SheetOf = Callable[[JsonObject], Sheet]


def present_sheet(snapshot: Snapshot, *, sheets: Mapping[Format, SheetOf]) -> Sheet:
    """What was kept aside, with the name and the texts of now in place of those it came with.

    Traits that the content says nothing of are its personality.
    """
    base = kept_sheet(snapshot, sheets=sheets)
    texts = from_content(snapshot.content)
    if not texts["personality"]:
        texts["personality"] = ", ".join(claim.value for claim in claims_of(snapshot.profile, ClaimField.TRAIT))
    return base.model_copy(update={**texts, "name": present_name(snapshot, base.name), "tags": base.tags or snapshot.tags})


def kept_sheet(snapshot: Snapshot, *, sheets: Mapping[Format, SheetOf]) -> Sheet:
    """What was kept aside, as a sheet; an empty one where nothing was."""
    if snapshot.kept is None or snapshot.kept.format not in sheets:
        return Sheet()
    return sheets[snapshot.kept.format](snapshot.kept.value)


def present_name(snapshot: Snapshot, written: str) -> str:
    """The name as the file writes it, unless the persona was renamed since: names here are one line of so many characters."""
    return written if short_name(written) == snapshot.name else snapshot.name
