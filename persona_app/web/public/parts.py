"""The parts around a public persona's text: face, byline, what can be done with it, where it comes from."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote, urlencode

from persona_app.publishing.reports import MOST_REPORT_CHARACTERS, ReportKind
from persona_app.publishing.schemas import AgeBucket, Gender, PublicPersona, PublicTag, Rating
from persona_app.web import routes
from persona_app.web.components.portrait import initial_of
from persona_app.web.public.plain import name_of, one_line, words
from persona_app.web.public.visit import Visit
from persona_app.web.shown.quantities import count

WEIGHTS = ((85, 4), (65, 3), (45, 2), (0, 1))
"""From which confidence on a tag stands in which weight."""
REPORTS = {
    ReportKind.PERSONAL: "It is about me, or somebody I know",
    ReportKind.SEXUAL: "It is sexual and not marked so",
    ReportKind.HATEFUL: "It is hateful",
    ReportKind.VIOLENT: "It is violent",
    ReportKind.COPYRIGHT: "It breaks a copyright",
    ReportKind.MISLEADING: "It passes for somebody it is not",
    ReportKind.OTHER: "Something else",
}
AGES = {
    AgeBucket.CHILD: "child",
    AgeBucket.TEEN: "teenager",
    AgeBucket.YOUNG_ADULT: "young adult",
    AgeBucket.ADULT: "adult",
    AgeBucket.SENIOR: "older than sixty",
}
ORIGINS = {"movie": "film characters", "derived": "another persona", "manual": "texts that were given"}
HEART = (
    '<svg class="icon-small heart" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">'
    '<path d="M12 20.5 4.300 12.800a5 5 0 0 1 7.100-7.100l.6.6.6-.6a5 5 0 0 1 7.100 7.100z" stroke-linejoin="round"/></svg>'
)


def portrait_source(persona: PublicPersona, *, is_hidden: bool = False) -> str:
    """Its picture, or the generated face; what is behind the gate has only the latter."""
    if persona.picture_sha256 and not is_hidden:
        return routes.picture(persona.picture_sha256)
    return routes.PORTRAIT.format(persona_id=persona.persona_id) + "?" + urlencode({"initial": initial_of(persona.face.name)})


def portrait(persona: PublicPersona, *, is_hidden: bool = False) -> str:
    """The face. Decorative: the name stands beside it."""
    source = escape(portrait_source(persona, is_hidden=is_hidden))
    return (
        f'<span class="portrait is-hero"><img src="{source}" alt="" width="160" height="160" decoding="sync" fetchpriority="high"></span>'
    )


def creator_link(handle: str) -> str:
    """To everything that this creator has published."""
    return f'<a href="{escape(routes.creator(handle))}">{words(handle)}</a>'


def byline(persona: PublicPersona) -> str:
    """Who made it, when, and from whose."""
    facts = [f"by {creator_link(persona.creator)}", f"published {moment(persona.published_at)}"]
    if persona.credit:
        link = f'<a href="{escape(routes.public_page(persona.credit.slug))}">{words(name_of(persona.credit.name))}</a>'
        facts.insert(1, f"remix of {link} by {creator_link(persona.credit.creator)}")
    if persona.remix_count:
        facts.append(count(persona.remix_count, "remix", "remixes"))
    return f'<p class="public-by small muted">{"".join(f"<span>{fact}</span>" for fact in facts)}</p>'


def moment(at: datetime) -> str:
    """A day, the same for every reader and at every time, so that the page can be kept."""
    return f'<time datetime="{at.isoformat()}">{at.day} {at:%B %Y}</time>'


def actions(persona: PublicPersona, visit: Visit) -> str:
    """Like, remix, download, in one row; without scripts they are forms and a list that opens."""
    return f'<div class="public-actions row">{_like(persona, visit)}{_remix(persona)}{_downloads(persona)}</div>'


def _like(persona: PublicPersona, visit: Visit) -> str:
    pressed = "true" if visit.has_liked else "false"
    undo = '<input type="hidden" name="undo" value="yes">' if visit.has_liked else ""
    number = f'<span class="public-like-count" data-like-count>{persona.likes:,}</span>'
    said = '<span class="visually-hidden">likes</span>'
    button = f'<button type="submit" class="button" aria-pressed="{pressed}">{HEART}<span>Like</span>{number}{said}</button>'
    status = '<span class="tiny muted public-like-status" role="status"></span>'
    return f'<form class="public-like" method="post" action="{_endpoint(routes.LIKE, persona)}" data-like>{undo}{button}{status}</form>'


def _remix(persona: PublicPersona) -> str:
    button = (
        '<button type="submit" class="button is-primary" title="A persona of your own that begins as a copy of this one">Remix</button>'
    )
    return f'<form method="post" action="{_endpoint(routes.REMIX, persona)}">{button}</form>'


def _downloads(persona: PublicPersona) -> str:
    page = escape(routes.public_page(persona.slug))
    kinds = (
        ("md", "Markdown", "to read, or to give to a model"),
        ("json", "JSON", "profile, thoughts, tags, provenance"),
        ("png", "Character card", "for programs that talk, such as SillyTavern"),
    )
    items = "".join(
        f'<a class="menu-item" href="{page}.{ending}" download><span>{name}<span class="tiny muted menu-why">{why}</span></span></a>'
        for ending, name, why in kinds
    )
    panel = f'<summary class="button">Download</summary><div class="menu-panel">{items}</div>'
    return f'<details class="menu public-download" data-menu>{panel}</details>'


def _endpoint(pattern: str, persona: PublicPersona) -> str:
    return escape(pattern.format(slug=quote(persona.slug)))


def tags(given: Sequence[PublicTag]) -> str:
    """Each in the weight of its confidence; it leads to all that have it."""
    if not given:
        return ""
    items = "".join(_tag(each) for each in sorted(given, key=lambda one: (-one.confidence, one.name)))
    return f'<ul class="public-tags" aria-label="Tags">{items}</ul>'


def _tag(given: PublicTag) -> str:
    weight = next(weight for least, weight in WEIGHTS if given.confidence >= least)
    sure = "chosen by its creator" if given.source == "owner" else f"{given.confidence} % sure"
    address = escape(f"{routes.GALLERY}?{urlencode({'tags': given.name})}")
    return f'<li><a class="tag is-weight-{weight}" href="{address}" title="{sure}">{words(given.name)}</a></li>'


def aside(persona: PublicPersona) -> str:
    """At a glance, and where all of it comes from."""
    return f'<aside class="public-aside">{_glance(persona)}{_provenance(persona)}</aside>'


def _glance(persona: PublicPersona) -> str:
    """What the profile does not say itself."""
    said = {field.name for field in persona.face.profile.fields}
    age = str(persona.age) if persona.age >= 0 else AGES.get(persona.age_bucket, "")
    gender = "" if persona.gender is Gender.UNKNOWN else persona.gender.value
    rated = "" if persona.rating is Rating.SAFE else persona.rating.value
    rows = [("Age", "" if "age" in said else age), ("Gender", "" if "gender" in said else gender), ("Rated", rated)]
    shown = [(name, escape(value)) for name, value in rows if value]
    return _facts("At a glance", shown) if shown else ""


def _provenance(persona: PublicPersona) -> str:
    from_what = persona.face.provenance
    author = "built-in rules" if from_what.is_extractive else escape(one_line(from_what.model or from_what.engine, most=80))
    rows = [
        ("Version", f"{from_what.version}, of {moment(from_what.built_at)}"),
        ("Written by", author + ("; its words are those of the sources" if from_what.is_extractive else "")),
        ("From", ORIGINS.get(persona.source, "texts that were given")),
        ("Rests on", ", ".join(_amounts(persona))),
    ]
    named = "".join(f'<li>{words(one.name)} <span class="muted">{words(one.movie)}</span></li>' for one in from_what.characters)
    who = f'<p class="tiny muted public-who">Film characters</p><ul class="small">{named}</ul>' if named else ""
    return _facts("Where it comes from", [(name, value) for name, value in rows if value]) + who


def _amounts(persona: PublicPersona) -> list[str]:
    of = persona.face.provenance
    amounts = [(of.data_count, "text"), (of.thought_count, "thought"), (len(of.characters), "film character")]
    return [count(number, name) for number, name in amounts if number]


def _facts(title: str, rows: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f'<div class="prov-row"><dt>{name}</dt><dd>{value}</dd></div>' for name, value in rows)
    return f'<h2 class="label">{title}</h2><dl class="prov">{listed}</dl>'


def report(persona: PublicPersona, visit: Visit) -> str:
    """A quiet line at the end, which opens a form."""
    if visit.has_reported:
        told = "Thank you. The people who run this site will look at it."
        return f'<p class="notice is-plain public-report" id="report" role="status">{told}</p>'
    form = f'<form class="stack public-report-form" method="post" action="{_endpoint(routes.REPORT, persona)}">{_report_fields()}</form>'
    return f'<details class="public-report" id="report"><summary class="small muted">Report this persona</summary>{form}</details>'


def _report_fields() -> str:
    kinds = "".join(f'<option value="{kind.value}">{said}</option>' for kind, said in REPORTS.items())
    what = '<label class="field-label" for="report-kind">What is wrong?</label>'
    choice = f'<select class="input" id="report-kind" name="kind">{kinds}</select>'
    more = '<label class="field-label" for="report-words">Say more <span class="field-optional">(optional)</span></label>'
    area = f'<textarea class="input" id="report-words" name="words" maxlength="{MOST_REPORT_CHARACTERS}"></textarea>'
    send = '<button type="submit" class="button">Send the report</button>'
    return f'<div class="field">{what}{choice}</div><div class="field">{more}{area}</div><div>{send}</div>'
