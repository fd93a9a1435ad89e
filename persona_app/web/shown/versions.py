"""A version as pages show it: where it comes from, and what it costs."""

from pydantic import BaseModel, ConfigDict

from persona_app.personas.schemas import VersionSummary
from persona_app.personas.services.editing import BY_HAND
from persona_app.web import routes
from persona_app.web.shown.quantities import count, dollars, duration

ORIGINS = {
    "built": "Built",
    "enriched": "Enriched",
    "restored": "Restored",
    "edited": "Edited",
    "imported": "Imported",
    "inherited": "Inherited",
    "template": "From a template",
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ShownVersion(_Frozen):
    """A version in a list or at the foot of its profile."""

    number: int
    semantic: str
    title: str
    summary: str
    origin: str
    author: str
    engine: str
    is_extractive: bool
    basis: str
    tokens: str
    cost: str
    took: str
    dropped: str
    sha256: str
    prompt_version: str
    href: str
    markdown_href: str
    json_href: str
    created_at: str
    labels: tuple[str, ...] = ()


NO_VERSION = ShownVersion(
    number=0, semantic="", title="", summary="", origin="", author="", engine="", is_extractive=False, basis="", tokens="", cost="",
    took="", dropped="", sha256="", prompt_version="", href="", markdown_href="", json_href="", created_at="",
)  # fmt: skip
"""Before the first build."""


def shown_version(version: VersionSummary, *, persona_id: str, reader_id: str) -> ShownVersion:
    """The version's facts."""
    tokens = version.prompt_tokens + version.completion_tokens
    return ShownVersion(
        number=version.number,
        semantic=version.semantic,
        title=f"Version {version.number}",
        summary=version.summary,
        origin=ORIGINS.get(version.origin, version.origin.capitalize()),
        author="you" if str(version.author_id) == reader_id else "somebody else",
        engine=_engine(version),
        is_extractive=version.is_extractive,
        basis=_basis(version),
        tokens=count(tokens, "token") if tokens else "no tokens",
        cost=dollars(version.cost_usd) if tokens else "no cost",
        took=duration(version.duration_ms / 1000),
        dropped=f"{count(version.dropped_quotes, 'quote')} could not be found and left out" if version.dropped_quotes else "",
        sha256=version.content_sha256,
        prompt_version=version.prompt_version,
        href=routes.persona_version(persona_id, version.number),
        markdown_href=routes.version_markdown(persona_id, version.number),
        json_href=routes.version_profile(persona_id, version.number),
        created_at=version.created_at.isoformat(),
    )


def _basis(version: VersionSummary) -> str:
    if version.engine == BY_HAND:
        return "from your own words"
    thoughts = count(version.thought_count, "thought") if version.thought_count else ""
    texts = count(version.data_count, "text") if version.data_count or not thoughts else ""
    return "from " + " and ".join(part for part in (texts, thoughts) if part)


def _engine(version: VersionSummary) -> str:
    if version.is_extractive:
        return "offline engine"
    if version.engine == BY_HAND:
        return "no engine"
    return f"{version.engine} · {version.model}" if version.model else version.engine
