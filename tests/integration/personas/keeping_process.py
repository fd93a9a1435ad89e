"""Another process of the program: `python -m tests.integration.personas.keeping_process <url> <account id>` opens personas when told.

A line `open <persona id>` is answered by the newest content, or `not found`; `kept` by how many versions are in memory.
"""

import sys
from uuid import UUID

from persona_app.accounts.schemas import Actor
from persona_app.core.db import configure, unit_of_work
from persona_app.core.listening import Listener
from persona_app.personas.errors import PersonaNotFound
from persona_app.personas.keeping import GONE, VERSIONS
from persona_app.personas.services.versioning import find_latest_version
from tests.serving import eventually


def say(line: str) -> None:
    """Answer at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(url: str, account_id: UUID) -> None:
    """Answer until there are no more lines."""
    configure(url)
    actor = Actor(account_id=account_id, email="a@example.org", handle="ada", is_operator=False, scopes=frozenset({"read", "write"}))
    listener = Listener(url, {GONE: VERSIONS})
    listener.start()
    eventually(lambda: VERSIONS.is_heard, what="listening")
    say("ready")
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "kept":
            say(str(len(VERSIONS)))
            continue
        try:
            with unit_of_work(acting_for=account_id) as session:
                version = find_latest_version(session, actor=actor, persona_id=UUID(rest[0]))
            say(version.content if version else "nothing")
        except PersonaNotFound:
            say("not found")
    listener.stop()


if __name__ == "__main__":
    main(sys.argv[1], UUID(sys.argv[2]))
