"""Every table, classified. A test walks the metadata and the migrated schema, and fails on a table that is not here.

`exporting.py` writes what is exported; `erasing.py` makes it go, and its tests look for what is left in every table.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Whose(StrEnum):
    """Whose personal data a table holds."""

    ACCOUNT = "account"
    SUBJECT = "subject"
    NOBODY = "nobody"


class Erasure(StrEnum):
    """How a row goes when its account, or its persona, is erased."""

    ITSELF = "the row is deleted"
    CASCADE = "deleted by the database with what it belongs to"
    FOLLOWS = "deleted by a trigger with what it was computed from"
    EXPIRES = "deleted once its time is over"
    EMPTIED = "kept with its kind, time and ids; its details go"


class Classification(BaseModel):
    """One table: whose it is, whether an export holds it, how it is erased, and why."""

    model_config = ConfigDict(frozen=True)

    whose: Whose
    is_exported: bool
    erasure: Erasure
    why: str


SECRETS = frozenset({"password_hash", "token_hash", "secret", "previous_secret", "address_hash", "salt"})
"""Columns that no export holds: they would open something, or tell of somebody else."""


def _of(whose: Whose, *, is_exported: bool, erasure: Erasure, why: str) -> Classification:
    return Classification(whose=whose, is_exported=is_exported, erasure=erasure, why=why)


TABLES: dict[str, Classification] = {
    "account": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.ITSELF, why="address, handle, password hash; the hash is not exported"),
    "login_session": _of(
        Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="when the account was used; the token's hash is not exported"
    ),
    "api_token": _of(
        Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="names and times of programs; the token's hash is not exported"
    ),
    "login_failure": _of(
        Whose.ACCOUNT, is_exported=False, erasure=Erasure.EXPIRES, why="hashes of addresses that tried to log in, for minutes"
    ),
    "kept_answer": _of(
        Whose.ACCOUNT, is_exported=False, erasure=Erasure.CASCADE, why="answers to a program's requests, kept for a day to be repeated"
    ),
    "request_window": _of(Whose.ACCOUNT, is_exported=False, erasure=Erasure.CASCADE, why="how many requests an account made in a minute"),
    "event": _of(
        Whose.ACCOUNT,
        is_exported=True,
        erasure=Erasure.EMPTIED,
        why="the trail of who did what; names in its details are those of personas and tokens",
    ),
    "event_seal": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.ITSELF, why="the chain over the trail: ids of events and hashes"),
    "event_unsealed": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.EXPIRES, why="ids of events that wait a second for the chain"),
    "event_key": _of(
        Whose.ACCOUNT, is_exported=False, erasure=Erasure.ITSELF, why="with what an owner's states are hashed, so that nobody guesses them"
    ),
    "erasure": _of(
        Whose.NOBODY, is_exported=False, erasure=Erasure.EXPIRES, why="hashes of erased ids, until the log files of that time are gone"
    ),
    "persona": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.ITSELF, why="a name, and who keeps it"),
    "persona_folder": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="names of folders of one's own"),
    "studio_label": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="labels of one's own"),
    "persona_label": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="which persona has which label"),
    "saved_search": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="searches that were given a name"),
    "persona_usage": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="when a persona was last used, and how often"),
    "persona_use": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="how often it was used on each day, and for what"),
    "persona_words": _of(
        Whose.SUBJECT, is_exported=False, erasure=Erasure.CASCADE, why="words of personas, by which their owner finds them"
    ),
    "pending_deletion": _of(
        Whose.ACCOUNT, is_exported=False, erasure=Erasure.CASCADE, why="what is deleted in some seconds, unless it is taken back"
    ),
    "persona_data": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="the submitted text itself"),
    "persona_version": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="profile and content computed from it"),
    "version_label": _of(
        Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="names that the owner put on versions, and who moved them last"
    ),
    "label_move": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="where each label stood, since when, and by whom"),
    "decision": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="what the owner decided about claims"),
    "proposal": _of(
        Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="what builds and parents would say where the owner's word stands"
    ),
    "engine_answer": _of(
        Whose.SUBJECT, is_exported=False, erasure=Erasure.CASCADE, why="answers of engines, computed again from the data at any time"
    ),
    "reading": _of(Whose.SUBJECT, is_exported=False, erasure=Erasure.CASCADE, why="which data was read, and counts"),
    "found_claim": _of(
        Whose.SUBJECT, is_exported=False, erasure=Erasure.CASCADE, why="claims with quotes; the versions hold those that count"
    ),
    "import_file": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="an imported file as it was given"),
    "import_batch": _of(
        Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="that many files were imported, under which name, and how far it is"
    ),
    "import_part": _of(Whose.SUBJECT, is_exported=False, erasure=Erasure.CASCADE, why="files on their way to personas; gone once they are"),
    "import_result": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="names of files, and what became of each"),
    "kept_aside": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="what an imported file holds for other programs"),
    "kept_media": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="pictures and files that came with a card"),
    "counter": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.ITSELF, why="sums over everybody, by model and kind of step"),
    "endpoint_breaker": _of(
        Whose.NOBODY,
        is_exported=False,
        erasure=Erasure.ITSELF,
        why="model servers whose last calls failed, and until when they are left alone",
    ),
    "enrichment": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="when a persona was enriched, and what came of it"),
    "enrichment_character": _of(
        Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="the characters of an enrichment, and what each contributed"
    ),
    "enrichment_line": _of(Whose.SUBJECT, is_exported=False, erasure=Erasure.CASCADE, why="ids of the film lines that were read"),
    "thought": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="beliefs and attitudes that the persona took over"),
    "thought_line": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="the film lines that a thought rests on"),
    "tag": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.ITSELF, why="the curated list of tags"),
    "publication": _of(
        Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="what visitors see of a persona, who agreed to it and when"
    ),
    "persona_tag": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="the tags that a persona was published with"),
    "public_address": _of(
        Whose.NOBODY,
        is_exported=False,
        erasure=Erasure.ITSELF,
        why="hashes of addresses that were public, kept so that they answer that they are gone; the persona's id is taken out",
    ),
    "publication_attempt": _of(
        Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="when a persona was to be published, what was derived, how it ended"
    ),
    "report": _of(
        Whose.ACCOUNT,
        is_exported=True,
        erasure=Erasure.CASCADE,
        why="what a visitor told about a public persona; without an account a hash of the address stands for who; it goes with the persona",
    ),
    "run": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="what was asked for, when, and what it cost"),
    "run_step": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="the steps of a run"),
    "persona_like": _of(
        Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="which public personas an account likes, and since when"
    ),
    "address_window": _of(
        Whose.ACCOUNT, is_exported=False, erasure=Erasure.EXPIRES, why="hashes of addresses that asked without a token, for minutes"
    ),
    "search_doc": _of(
        Whose.SUBJECT, is_exported=False, erasure=Erasure.FOLLOWS, why="words of public personas, computed from publications"
    ),
    "search_name": _of(Whose.SUBJECT, is_exported=False, erasure=Erasure.FOLLOWS, why="words of public personas' names"),
    "search_change": _of(
        Whose.SUBJECT, is_exported=False, erasure=Erasure.EXPIRES, why="words of what became or ceased to be public, for a second"
    ),
    "search_word": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.EXPIRES, why="how many public personas have a word; none: it goes"),
    "search_facet": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.ITSELF, why="how many public personas have a tag, a gender, …"),
    "search_tier": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.ITSELF, why="bounds of popularity"),
    "like_change": _of(
        Whose.NOBODY, is_exported=False, erasure=Erasure.EXPIRES, why="a persona's id and one like more or less, for a second"
    ),
    "corpus": _of(
        Whose.NOBODY,
        is_exported=False,
        erasure=Erasure.ITSELF,
        why="dialogue of films, for the whole installation; who imported it is an id",
    ),
    "persona_picture": _of(
        Whose.SUBJECT,
        is_exported=True,
        erasure=Erasure.CASCADE,
        why="the picture of a persona, and for whom it was declared or judged to be",
    ),
    "picture": _of(
        Whose.SUBJECT,
        is_exported=False,
        erasure=Erasure.ITSELF,
        why="that a picture is in the store, by its hash; it and its files are removed when no persona shows it any more",
    ),
    "webhook": _of(
        Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="addresses that are told of events; their secrets are not exported"
    ),
    "webhook_delivery": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="which events were sent to a webhook"),
    "webhook_attempt": _of(
        Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="what a webhook's receiver answered, for some weeks"
    ),
    "webhook_outbox": _of(Whose.ACCOUNT, is_exported=False, erasure=Erasure.EXPIRES, why="ids of events to be sent, for a second"),
    "parent_snapshot": _of(
        Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="what a child took over from its parent, and from which version"
    ),
    "inheritance": _of(Whose.SUBJECT, is_exported=True, erasure=Erasure.CASCADE, why="which fields of a child follow its parent"),
    "template": _of(Whose.ACCOUNT, is_exported=True, erasure=Erasure.CASCADE, why="starting points that an owner wrote"),
    "template_use": _of(
        Whose.NOBODY, is_exported=False, erasure=Erasure.ITSELF, why="how often a template was used, by everybody together"
    ),
    "movie": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.CASCADE, why="films of a corpus"),
    "character": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.CASCADE, why="invented people of films"),
    "exchange": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.CASCADE, why="who talks with whom in a film"),
    "line": _of(Whose.NOBODY, is_exported=False, erasure=Erasure.CASCADE, why="what invented people say"),
}
"""By table name, for the tables of the product's own schema. The queue's schema holds ids of runs only."""
