"""What can go wrong with a persona and what belongs to it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from persona_app.core.errors import Conflict, Invalid, LimitReached, NotFound
from persona_app.personas.checking import Problem
from persona_app.personas.reconciling import Overlap, Part


class PersonaNotFound(NotFound):
    """No such persona, or not this actor's."""

    code = "persona_not_found"

    def __init__(self) -> None:
        super().__init__("This persona does not exist, or not in this account.")


class DataNotFound(NotFound):
    """No such datum in this persona."""

    code = "data_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such data in this persona.")


class VersionNotFound(NotFound):
    """No such version of this persona."""

    code = "version_not_found"

    def __init__(self, named: int | str) -> None:
        what = f"has no version {named}" if isinstance(named, int) else f"has no version that is labelled “{named[:100]}”"
        super().__init__(f"This persona {what}.")


class VersionLabelNotFound(NotFound):
    """No version of this persona has this label."""

    code = "version_label_not_found"

    def __init__(self, name: str) -> None:
        super().__init__(f"No version of this persona is labelled “{name[:100]}”. Look at its labels.")


class VersionLabelInvalid(Invalid):
    """Not a name for a label."""

    code = "version_label_invalid"

    def __init__(self) -> None:
        super().__init__(
            "A label has 1 to 40 characters: a letter first, then letters, digits, dots, hyphens or underscores; “latest” always means "
            "the newest version. No label was changed."
        )


class VersionLabelMoved(Conflict):
    """Somebody moved the label since the actor looked; this move was not made.

    Attributes:
        lock_version: the label's present one, to try again with; 0 when nobody put it anywhere.
    """

    code = "version_label_moved"

    def __init__(self, *, name: str, number: int | None, lock_version: int) -> None:
        place = f"is now on version {number}" if number is not None else "is on no version now"
        super().__init__(f"The label “{name}” was moved meanwhile: it {place}, and was left there. Look, then move it again.")
        self.lock_version = lock_version


class TooManyVersionLabels(LimitReached):
    """A persona has as many labels as it may have."""

    code = "too_many_version_labels"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"This persona has {most} labels already, so none was added. Take one off that is not needed any more.")


class NoVersionYet(NotFound):
    """No build of this persona has ended well so far."""

    code = "no_version_yet"

    def __init__(self) -> None:
        super().__init__("This persona has no version yet. Wait for its build to end, or ask for one.")


class ClaimNotFound(NotFound):
    """The newest version has no such claim."""

    code = "claim_not_found"

    def __init__(self) -> None:
        super().__init__("The newest version no longer has this claim, so nothing was changed. Your words are still where you wrote them.")


class ClaimWordNotFound(NotFound):
    """The owner said no such thing of this persona."""

    code = "claim_word_not_found"

    def __init__(self) -> None:
        super().__init__("Nothing of this kind was taken out of this persona, so nothing was put back. Look at its profile.")


class ClaimInvalid(Invalid):
    """Not words for a claim, or not a score."""

    code = "claim_invalid"

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was saved, and your words are still where you wrote them.")


class ClaimRepeated(Conflict):
    """Another claim of the field says the same."""

    code = "claim_repeated"

    def __init__(self, *, value: str, field: str) -> None:
        super().__init__(f"“{value}” stands under {field} already, so nothing was saved. Change that one, or take it out first.")


class TooManyClaims(LimitReached):
    """A field has as many claims as it may have."""

    code = "too_many_claims"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"This field has {most} claims already, so nothing was added. Take one out that matters less.")


class ProposalNotFound(NotFound):
    """No such proposal of this persona."""

    code = "proposal_not_found"

    def __init__(self) -> None:
        super().__init__("This proposal does not exist any more. Nothing was changed; look at the newest version.")


class ProposalSettled(Conflict):
    """Somebody took or declined it already."""

    code = "proposal_settled"

    def __init__(self, state: str) -> None:
        super().__init__(f"This proposal was {state} already. Nothing was changed.")


class ProposalOutdated(Conflict):
    """What it speaks of is not there any more as it was."""

    code = "proposal_outdated"

    def __init__(self) -> None:
        super().__init__("This passage has changed since, so nothing was taken over. Edit the content by hand, or keep it as it is.")


class ContradictionNotFound(NotFound):
    """The latest version lists no such contradiction."""

    code = "contradiction_not_found"

    def __init__(self) -> None:
        super().__init__("The newest version no longer lists this contradiction. Nothing was changed; look at the newest version.")


class PersonaChanged(Conflict):
    """The persona was changed since the actor looked; nothing of the attempt was applied.

    Attributes:
        lock_version: the present one, to try again with.
    """

    code = "persona_changed"

    def __init__(self, *, what: str, name: str, version_count: int, lock_version: int) -> None:
        newest = f"its newest version is {version_count}" if version_count else "it has no version yet"
        super().__init__(
            f"{what} was not saved: the persona was changed meanwhile. It is now called “{name}” and {newest}. Look, then save again."
        )
        self.lock_version = lock_version


class PersonaArchived(Conflict):
    """An archived persona takes no changes."""

    code = "persona_archived"

    def __init__(self) -> None:
        super().__init__("This persona is archived, so nothing was added or changed. Restore it first.")


class NameInvalid(Invalid):
    """Not a name for a persona."""

    code = "name_invalid"

    def __init__(self, *, most: int) -> None:
        super().__init__(f"A persona's name has 1 to {most} characters. Change it and try again.")


class NameTaken(Conflict):
    """Another persona of this account is called so, be it in other capitals.

    Attributes:
        free: the same name with a number that nobody has.
    """

    code = "name_taken"

    def __init__(self, name: str, *, free: str) -> None:
        super().__init__(f"You have a persona called “{name}” already, so nothing was changed. “{free}” is free.")
        self.free = free


class DetailsInvalid(Invalid):
    """Not something that is noted about a persona."""

    code = "details_invalid"

    def __init__(self, sentence: str) -> None:
        super().__init__(f"{sentence} Nothing was changed; shorten it and save again.")


class WordInvalid(Invalid):
    """Not a name for a folder, a label or a saved search."""

    code = "word_invalid"

    def __init__(self) -> None:
        super().__init__("A folder, a label or a saved search has a name of 1 to 60 characters. Nothing was changed; try another.")


class OrganiserNotFound(NotFound):
    """No such folder, label or saved search, or not this actor's."""

    code = "organiser_not_found"

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what} any more, so nothing was changed.")


class OrganiserTaken(Conflict):
    """Another folder, label or saved search has this name."""

    code = "organiser_taken"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"You have a {what} called “{name}” already, so nothing was changed. Choose another name.")


class TooManyOrganisers(LimitReached):
    """As many folders, labels or saved searches as an account can have."""

    code = "too_many_organisers"

    def __init__(self, what: str, *, most: int) -> None:
        super().__init__(f"An account has at most {most} of these, so no {what} was made. Delete one that you no longer need.")


class ContentInvalid(Invalid):
    """A content that is not kept.

    Attributes:
        problems: what is wrong, and where.
    """

    code = "content_invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        told = " ".join(f"Line {each.line}: {each.sentence}" if each.line else each.sentence for each in problems[:5])
        super().__init__(f"The content was not saved, and is still as you wrote it. {told}")
        self.problems = tuple(problems)


class EditsOverlap(Conflict):
    """Somebody saved other words for the same sentences; nothing of this edit was saved.

    Attributes:
        number: the newest version, which holds the other words.
        overlaps: each place as it was, as this edit has it, as the newest version has it.
        parts: the whole text in its order, what is joined already and those places.
    """

    code = "edits_overlap"

    def __init__(self, *, number: int, overlaps: Sequence[Overlap], parts: Sequence[Part] = ()) -> None:
        places = "one place" if len(overlaps) == 1 else f"{len(overlaps)} places"
        super().__init__(
            f"Version {number} changed the same sentences in {places}, so your edit was not saved. "
            "It is still as you wrote it: look at both, then save it upon the newest version."
        )
        self.number = number
        self.overlaps = tuple(overlaps)
        self.parts = tuple(parts)


class NothingSubmitted(Invalid):
    """There is nothing to add."""

    code = "nothing_submitted"

    def __init__(self) -> None:
        super().__init__("There is nothing to add. Paste a text, choose a file or give an address.")


class TooMuchSubmitted(LimitReached):
    """More in one submission than the settings allow."""

    code = "too_much_submitted"

    def __init__(self, *, count: int, most: int) -> None:
        super().__init__(f"{count} items were given at once, and at most {most} can be taken. Nothing was added; give fewer at a time.")


class ExcerptOutside(Invalid):
    """The offsets do not lie within the text."""

    code = "excerpt_outside"

    def __init__(self) -> None:
        super().__init__("This place does not lie within the text.")


class ChoiceInvalid(Invalid):
    """Not a way to settle a contradiction."""

    code = "choice_invalid"

    def __init__(self) -> None:
        super().__init__("A contradiction is settled by keeping the left, the right, or both. Choose one of them.")


class PlaceholderMissing(Invalid):
    """A template was to be filled and an answer to one of its questions is not there.

    Attributes:
        names: the placeholders without a value, in the template's order.
    """

    code = "placeholder_missing"

    def __init__(self, *, template: str, questions: Mapping[str, str]) -> None:
        asked = " ".join(f"{question} ({name})" for name, question in questions.items())
        super().__init__(f"The template “{template}” needs more answers, and nothing was made of it yet. Answer: {asked}")
        self.names = tuple(questions)


class Repeat(BaseModel):
    """One given text that is there already.

    `number` and `created_at` tell which datum holds it and since when; both are None when it stands twice in the submission itself.
    """

    model_config = ConfigDict(frozen=True)

    position: int
    title: str
    existing_title: str
    number: int | None
    created_at: datetime | None

    def told(self) -> str:
        """In words."""
        if self.number is None or self.created_at is None:
            return f"“{self.title}” was given twice"
        return f"“{self.title}” is there since {self.created_at:%-d %B %Y} as data {self.number} (“{self.existing_title}”)"


class DataRepeated(Conflict):
    """The same content again; nothing was added.

    Attributes:
        items: which of the given texts, and where they are already.
    """

    code = "data_repeated"

    def __init__(self, items: Sequence[Repeat]) -> None:
        shown = "; ".join(item.told() for item in items[:3])
        more = f"; and {len(items) - 3} more" if len(items) > 3 else ""
        super().__init__(f"The same content again: {shown}{more}. Nothing was added; leave it out, or add it anyway.")
        self.items = tuple(items)
