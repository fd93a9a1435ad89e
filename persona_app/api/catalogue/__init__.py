"""Every code that a program may meet, with its cause and its cure; `/v1/docs` and docs/API.md print this table.

A test walks all errors of the domains and of this interface, and fails on one that is missing here or left over.
"""

from collections.abc import Mapping

from persona_app.api.catalogue.entry import Entry
from persona_app.api.catalogue.owning import GENERAL, PERSONAS, REQUESTS, RUNS, SOURCES
from persona_app.api.catalogue.showing import ACCOUNTS, MOVIES, PICTURES, PUBLIC, PUBLISHING, WEBHOOKS

SECTIONS: tuple[tuple[str, Mapping[str, Entry]], ...] = (
    ("Requests", REQUESTS),
    ("Personas, data, versions", PERSONAS),
    ("Runs: as answers, and as `error_code` of a failed run", RUNS),
    ("Texts, files and addresses: in `sources`", SOURCES),
    ("Pictures", PICTURES),
    ("Publishing", PUBLISHING),
    ("Public personas", PUBLIC),
    ("Webhooks", WEBHOOKS),
    ("Films and characters; corpora are known to pages and the command line", MOVIES),
    ("General", GENERAL),
    ("Accounts: known to pages and the command line", ACCOUNTS),
)
CATALOGUE: Mapping[str, Entry] = {code: entry for _, section in SECTIONS for code, entry in section.items()}
