"""Personas, data and versions for tests; a test names only what matters to it."""

from collections.abc import Sequence
from itertools import count
from uuid import UUID, uuid4

from sqlmodel import Session

from persona_app.accounts.schemas import Actor
from persona_app.ingestion.schemas import Extracted
from persona_app.llm.questions import ClaimField
from persona_app.personas.profile import Claim, Contradiction, DataCitation, Identity, Profile
from persona_app.personas.schemas import NewVersion, PersonaView
from persona_app.personas.services.lifecycle import create_persona

_numbers = count(1)


def make_text(text: str = "", *, title: str = "") -> Extracted:
    """A pasted text, different from every other unless told what it says."""
    text = text or f"Mara Quell is a baker, and this is note {next(_numbers)}."
    return Extracted(kind="text", title=title or text[:40], origin="", media_type="text/plain", text=text, size_bytes=len(text.encode()))


def make_persona(session: Session, *, actor: Actor, name: str = "Mara", texts: Sequence[str] = ("",)) -> PersonaView:
    """A persona of the actor with these texts as its data."""
    return create_persona(session, actor=actor, name=name, items=[make_text(text) for text in texts])


def make_claim(value: str, *, claim_id: str = "", quote: str = "Mara", data_id: UUID | None = None) -> Claim:
    """A claim that one quote supports."""
    citation = DataCitation(data_id=data_id or uuid4(), start=0, end=len(quote), quote=quote)
    return Claim(id=claim_id or f"claim-{value}", value=value, citations=(citation,), support=1)


def make_contradiction(contradiction_id: str = "ages", *, left: str = "34", right: str = "36") -> Contradiction:
    """Two ages that cannot both hold."""
    age = ClaimField.AGE
    return Contradiction(id=contradiction_id, left_field=age, left=make_claim(left), right_field=age, right=make_claim(right))


def make_profile(*, name: str = "", contradictions: Sequence[Contradiction] = ()) -> Profile:
    """A profile that knows a name, or nothing."""
    return Profile(identity=Identity(name=make_claim(name) if name else None), contradictions=tuple(contradictions))


def make_version(
    *, author_id: UUID, profile: Profile | None = None, content: str = "# Mara", run_id: UUID | None = None, data_ids: Sequence[UUID] = ()
) -> NewVersion:
    """What a build might have computed."""
    return NewVersion(
        profile=profile or make_profile(),
        content=content,
        author_id=author_id,
        data_ids=tuple(data_ids),
        engine="offline",
        model="extractive",
        is_extractive=True,
        prompt_version="1",
        summary="A baker",
        run_id=run_id,
    )
