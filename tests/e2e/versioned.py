"""A persona with a history in a running installation, written straight into its database: builds, edits, and what they rest on."""

from uuid import UUID, uuid4

from persona_app.accounts.schemas import Actor
from persona_app.accounts.services.finding import get_actor_by_email
from persona_app.core.db import configure, unit_of_work
from persona_app.core.postgres import EmbeddedPostgres
from persona_app.core.row_security import SystemWork
from persona_app.personas.profile import Claim, DataCitation, Identity, Profile
from persona_app.personas.schemas import NewVersion
from persona_app.personas.services.editing import edit_content
from persona_app.personas.services.reading import list_data
from persona_app.personas.services.versioning import append_version
from tests.factories.personas import make_persona
from tests.serving import Studio

NOTES, LETTER = "Mara Quell bakes bread at four. She fears storms.", "Mara now lives in Ulm and wants a boat."
FIRST = (
    "# Mara Quell\n\nYou are Mara Quell, a baker. You bake bread at four, before the harbour wakes.\n\n"
    "## Fears\n\nYou fear storms.\n\n## Speech\n\nYou speak plainly. You never raise your voice.\n"
)
SECOND = FIRST.replace("\n\n## Fears", " You live in Ulm.\n\n## Fears").replace("You fear storms.", "You fear storms. You want a boat.")
THIRD = SECOND.replace("at four, before the harbour wakes", "at five, when the harbour wakes")


class History:
    """A persona of three versions: built from one text, built from two, and mended by hand."""

    def __init__(self, studio: Studio, *, email: str, name: str = "Mara Quell") -> None:
        self._url = EmbeddedPostgres(studio.home).url()
        configure(self._url)
        with unit_of_work(for_system=SystemWork.IDENTIFY) as session:
            self.actor: Actor = get_actor_by_email(session, email=email)
        with unit_of_work(acting_for=self.actor.account_id) as session:
            self.persona_id = make_persona(session, actor=self.actor, name=name, texts=(NOTES, LETTER)).id
            items = list_data(session, actor=self.actor, persona_id=self.persona_id).items
        self._data = {each.number: each.id for each in items}
        self._build(FIRST, self._profile(), data=(1,))
        self._build(SECOND, self._profile("Ulm"), data=(1, 2))
        self.edit(THIRD, base=2, summary="She rises later now.")

    def edit(self, content: str, *, base: int, summary: str = "") -> None:
        """Somebody writes."""
        configure(self._url)
        with unit_of_work(acting_for=self.actor.account_id) as session:
            edit_content(session, actor=self.actor, persona_id=self.persona_id, base=base, content=content, summary=summary)

    def _build(self, content: str, profile: Profile, *, data: tuple[int, ...]) -> None:
        new = NewVersion(
            profile=profile,
            content=content,
            author_id=self.actor.account_id,
            data_ids=tuple(self._data[each] for each in data),
            engine="offline",
            model="extractive",
            is_extractive=True,
            prompt_version="1",
            summary="A baker of the harbour",
            run_id=uuid4(),
        )
        with unit_of_work(acting_for=self.actor.account_id) as session:
            append_version(session, persona_id=self.persona_id, new=new)

    def _profile(self, residence: str = "") -> Profile:
        notes, letter = self._data[1], self._data[2]
        goals = (_claim("a boat", "a boat", LETTER, letter),) if residence else ()
        return Profile(
            identity=Identity(
                name=_claim("Mara Quell", "Mara Quell", NOTES, notes),
                residence=_claim(residence, residence, LETTER, letter) if residence else None,
            ),
            occupation=(_claim("bakes bread", "bakes bread", NOTES, notes),),
            fears=(_claim("storms", "storms", NOTES, notes),),
            goals=goals,
        )


def _claim(value: str, quote: str, text: str, data_id: UUID) -> Claim:
    start = text.index(quote)
    citation = DataCitation(data_id=data_id, start=start, end=start + len(quote), quote=quote)
    return Claim(id=f"claim-{value}".replace(" ", "-"), value=value, citations=(citation,), support=1)
