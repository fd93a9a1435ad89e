"""A public persona as a file: Markdown to read or to give to a model, JSON for programs."""

import re

from persona_app.publishing.schemas import PublicPersona, PublicQuote
from persona_app.web.public.page import SITE
from persona_app.web.public.plain import name_of, one_line

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&-])")


def as_json(persona: PublicPersona) -> bytes:
    """All that its page shows. `<`, `>` and `&` are escaped: a file that is opened as a page by mistake holds no tag."""
    written = persona.model_dump_json(indent=2)
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return (written + "\n").encode()


def as_markdown(persona: PublicPersona, *, address: str) -> bytes:
    """Head, profile, thoughts and where they come from; then the content as it is."""
    face = persona.face
    parts = [
        f"# {escaped(name_of(face.name))}",
        escaped(face.headline),
        f"By {escaped(persona.creator)} · version {face.provenance.version} · <{address}>",
        _credit(persona),
        ", ".join(f"{escaped(tag.name)} ({tag.confidence})" for tag in persona.tags),
        *_profile(persona),
        *_thoughts(persona),
        *([f"## The persona in full\n\n{face.content.strip()}"] if face.content.strip() else []),
        f"---\n\n{_provenance(persona)}",
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """Text as text, whatever a reader of Markdown would make of it."""
    return _MARKUP.sub(r"\\\1", one_line(text)).replace("\\<", "&lt;").replace("\\>", "&gt;")


def _credit(persona: PublicPersona) -> str:
    return f"Remix of {escaped(persona.credit.name)} by {escaped(persona.credit.creator)}" if persona.credit else ""


def _profile(persona: PublicPersona) -> list[str]:
    found = []
    for field in persona.face.profile.fields:
        lines = [f"- {escaped(claim.text)}{_quoted(claim.quotes)}" for claim in field.claims]
        found.append(f"## {escaped(field.title)}\n\n" + "\n".join(lines))
    if persona.face.profile.factors:
        lines = [f"- {escaped(one.name.capitalize())}: {one.score} ({one.confidence} % sure)" for one in persona.face.profile.factors]
        found.append("## Big Five\n\n" + "\n".join(lines))
    return found


def _quoted(quotes: tuple[PublicQuote, ...]) -> str:
    return "".join(f"\n  > {escaped(one.words)}" for one in quotes)


def _thoughts(persona: PublicPersona) -> list[str]:
    lines = [f"- {escaped(one.text)} ({escaped(one.character)}, {escaped(one.movie)})" for one in persona.face.thoughts]
    return ["## Thoughts\n\n" + "\n".join(lines)] if lines else []


def _provenance(persona: PublicPersona) -> str:
    of = persona.face.provenance
    who = escaped(of.model or of.engine)
    return f"{SITE}: version {of.version} of {of.built_at:%Y-%m-%d}, from {of.data_count} texts and {of.thought_count} thoughts, by {who}."
