"""What happened, in words for the Activity page."""

import re
from typing import Any

from persona_app.events.schemas import EventKind

_SENTENCES: dict[EventKind, str] = {
    EventKind.ACCOUNT_REGISTERED: "The account was made.",
    EventKind.ACCOUNT_EXPORTED: "Everything about the account was exported.",
    EventKind.ACCOUNT_ERASED: "The account was erased with everything that was its own.",
    EventKind.OPERATOR_NAMED: "The account was made an operator.",
    EventKind.WORDS_RETIRED: "Words of {count} events went by age.",
    EventKind.LOGGED_IN: "Logged in.",
    EventKind.LOGGED_OUT: "Logged out.",
    EventKind.TOKEN_CREATED: "The token “{name}” was made.",
    EventKind.TOKEN_REVOKED: "The token “{name}” was revoked.",
    EventKind.PERSONA_CREATED: "The persona “{name}” was made.",
    EventKind.PERSONA_RENAMED: "“{old_name}” was renamed to “{name}”.",
    EventKind.PERSONA_DESCRIBED: "What is noted about “{name}” was changed.",
    EventKind.PERSONA_ARCHIVED: "“{name}” was archived.",
    EventKind.PERSONA_RESTORED: "“{name}” was taken out of the archive.",
    EventKind.PERSONA_DELETED: "“{name}” was deleted with everything below it.",
    EventKind.DATA_ADDED: "{count} texts were added.",
    EventKind.CHARACTERS_ADDED: "{characters} film characters were added, {dialogues} dialogues of theirs to be read.",
    EventKind.BUILD_REQUESTED: "A build was asked for.",
    EventKind.BUILD_RETRIED: "A failed build was asked for again.",
    EventKind.BUILD_CANCELLED: "A build was cancelled.",
    EventKind.BUILD_FAILED: "A build failed.",
    EventKind.VERSION_BUILT: "Version {number} was built.",
    EventKind.VERSION_EDITED: "Version {number} was written by hand.",
    EventKind.VERSION_RESTORED: "Version {number} brought an earlier one back.",
    EventKind.LABEL_MOVED: "The label “{name}” was put on version {to}.",
    EventKind.LABEL_REMOVED: "The label “{name}” was taken off version {from}.",
    EventKind.CONTRADICTION_SETTLED: "A contradiction was settled: {kept}.",
    EventKind.CLAIM_DECIDED: "A claim was {did} by hand ({field}).",
    EventKind.PROPOSAL_SETTLED: "A proposal was {did} ({field}).",
    EventKind.PARENT_CHOSEN: "“{parent}” became its parent.",
    EventKind.PARENT_FOLLOWED: "Changes of “{parent}” were taken over ({fields}).",
    EventKind.PARENT_LEFT: "It no longer follows “{parent}”; what it had from there it kept.",
    EventKind.PARENT_DELETED: "Its parent “{parent}” was deleted; what it had from there it kept.",
    EventKind.INHERITANCE_CHANGED: "What follows the parent was changed ({fields}).",
    EventKind.TEMPLATE_CREATED: "The template “{name}” was made.",
    EventKind.TEMPLATE_CHANGED: "The template “{name}” was changed.",
    EventKind.TEMPLATE_DELETED: "The template “{name}” was deleted.",
    EventKind.PUBLICATION_REQUESTED: "Publishing version {number} was asked for.",
    EventKind.PUBLISHED: "Version {number} was published as {visibility}.",
    EventKind.PUBLICATION_FAILED: "Publishing failed.",
    EventKind.PUBLICATION_DECLINED: "Publishing version {number} was called off.",
    EventKind.VISIBILITY_CHANGED: "The public version is now {visibility}.",
    EventKind.WITHDRAWN: "The public version was withdrawn.",
    EventKind.HIDDEN: "An operator hid the public version (“{reason}”).",
    EventKind.UNHIDDEN: "An operator showed the public version again (“{reason}”).",
    EventKind.REPORT_DISMISSED: "An operator dismissed a report.",
    EventKind.RATING_RAISED: "The rating was raised to {rating}.",
    EventKind.FILES_IMPORTED: "An import of many files ended: {imported} became personas, {updated} updated one, {skipped} were skipped, "
    "{failed} failed.",
    EventKind.PICTURE_CHANGED: "The profile picture was changed.",
    EventKind.PICTURE_REMOVED: "The profile picture was removed.",
    EventKind.WEBHOOK_ADDED: "A webhook was added.",
    EventKind.WEBHOOK_CHANGED: "A webhook was changed.",
    EventKind.WEBHOOK_SECRET_CHANGED: "A webhook got a new secret.",
    EventKind.WEBHOOK_DISABLED: "A webhook was switched off, because its receiver took nothing for hours.",
    EventKind.WEBHOOK_REMOVED: "A webhook was removed.",
}

_OF_SOMEBODY = {
    EventKind.PARENT_CHOSEN: "A public persona became its parent.",
    EventKind.PARENT_FOLLOWED: "Changes of its parent, a public persona, were taken over ({fields}).",
    EventKind.PARENT_LEFT: "It no longer follows a public persona; what it had from there it kept.",
    EventKind.PARENT_DELETED: "Its parent, a public persona, was deleted; what it had from there it kept.",
}
"""Where the parent has no name here: it may be another account's."""
_BLANK = re.compile(r"\{\w+\}")
_KEPT = {"left": "the first claim was kept", "right": "the second claim was kept", "both": "both claims were kept"}


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


def sentence_of(kind: EventKind, detail: dict[str, Any]) -> str:
    """One sentence; a detail that was not recorded shows as a question mark."""
    if kind is EventKind.DATA_ADDED and detail.get("count") == 1:
        return "1 text was added."
    if kind is EventKind.CHARACTERS_ADDED and detail.get("characters") == 1:
        return f"A film character was added, {detail.get('dialogues', '?')} dialogues of theirs to be read."
    kept = {"kept": _KEPT[detail["choice"]]} if detail.get("choice") in _KEPT else {}
    sentences = _OF_SOMEBODY if kind in _OF_SOMEBODY and not detail.get("parent") else _SENTENCES
    return sentences[kind].format_map(_Known({**detail, **kept}))


def kinds_saying(word: str) -> list[str]:
    """The kinds whose sentence has this word, or a part of it, whatever it is about."""
    wanted = word.casefold()
    return [kind.value for kind, sentence in _SENTENCES.items() if wanted in _BLANK.sub("", sentence).casefold()]


def label_of(kind: str) -> str:
    """What a kind is called in a list of choices, and in the operator's trail, which tells no words: “Version built”."""
    return kind.replace("_", " ").capitalize()
