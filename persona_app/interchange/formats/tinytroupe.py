"""TinyTroupe agents: `{"type": "TinyPerson", "persona": {…}}`, or a `Fragment` of one.

Source: microsoft/TinyTroupe, `examples/agents` and `tinytroupe/agent`. Shapes vary: a text, a list or an object may stand where another
is expected. Nearly everything in it is a claim; the Big Five there are words, and scores here rest on claims, so those are kept aside.
"""

from pydantic import JsonValue

from persona_app.building.rendering import escape
from persona_app.interchange.claims import Path, Stated, apply, bounded, claims_of, compare, draft_claims, find, line_of, place_of, put
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Passage, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats.cards import text_of
from persona_app.interchange.formats.unplaced import report_on
from persona_app.interchange.macros import constant_lore, resolved
from persona_app.interchange.sheet import Sheet, to_content
from persona_app.interchange.texts import decode, object_of, read_json, write_json
from persona_app.llm.questions import SINGLE_FIELDS, ClaimField
from persona_app.personas.profile import Claim, Profile

PLACES: dict[ClaimField, tuple[Path, ...]] = {
    ClaimField.AGE: (("age",),),
    ClaimField.GENDER: (("gender",),),
    ClaimField.NATIONALITY: (("nationality",),),
    ClaimField.RESIDENCE: (("residence",),),
    ClaimField.EDUCATION: (("education",),),
    ClaimField.OCCUPATION: (("occupation", "title"), ("occupation", "organization"), ("occupation", "description"), ("occupation",)),
    ClaimField.REGISTER: (("style",),),
    ClaimField.TRAIT: (("personality", "traits"), ("personality",)),
    ClaimField.GOAL: (("long_term_goals",),),
    ClaimField.KNOWLEDGE: (("preferences", "interests"),),
    ClaimField.LIKE: (("preferences", "likes"),),
    ClaimField.DISLIKE: (("preferences", "dislikes"),),
    ClaimField.SKILL: (("skills",),),
    ClaimField.BELIEF: (("beliefs",),),
    ClaimField.HABIT: (("behaviors", "general"), ("behaviors",)),
    ClaimField.RELATIONSHIP: (("relationships",),),
    ClaimField.FACT: (("other_facts",), ("health",)),
}
"""Where each claim stands under `persona`; new ones go to the first place."""
NEIGHBOURS = {
    ClaimField.ALIAS: "Also called",
    ClaimField.PRONOUNS: "Pronouns",
    ClaimField.LANGUAGE: "Speaks",
    ClaimField.BACKGROUND: "Background",
    ClaimField.VALUE: "Values",
    ClaimField.FEAR: "Fears",
    ClaimField.FAVOURITE_WORD: "Likes to say",
    ClaimField.SAMPLE_LINE: "Said",
    ClaimField.APPEARANCE: "Looks",
}
"""Claims without a field there, as other facts."""
TITLES = {
    ClaimField.OCCUPATION: "Work",
    ClaimField.EDUCATION: "Education",
    ClaimField.GOAL: "Goals",
    ClaimField.KNOWLEDGE: "Interests",
    ClaimField.LIKE: "Likes",
    ClaimField.DISLIKE: "Dislikes",
    ClaimField.SKILL: "Skills",
    ClaimField.BELIEF: "Beliefs",
    ClaimField.HABIT: "Habits",
    ClaimField.RELATIONSHIP: "People",
    ClaimField.FACT: "Facts",
}
PLACED = {
    "description": "other_facts",
    "personality": "personality.traits, style",
    "tags": "preferences.interests",
    "character_book": "other_facts",
}
RELATION = ("name", "description")
_NOTHING = {"", "n/a", "none", "null"}


def read(data: bytes, *, name: str = "") -> Reading:
    """An agent or a fragment of one.

    Raises:
        ImportRefused, ImportTooLarge: it is no such file, or has no name.
    """
    value = object_of(read_json(decode(data)), what="The agent")
    sheet = sheet_of(value)
    called = sheet.name or (name if value.get("type") == "Fragment" else "")
    if not called.strip():
        raise ImportRefused("The agent has no name.")
    stated = stated_in(value)
    draft = Draft(
        format=Format.TINYTROUPE,
        name=called,
        content=to_content(sheet.model_copy(update={"name": called})),
        tags=sheet.tags,
        passages=tuple(Passage(place=place_of(one.path), label=_label(one), text=one.value) for one in stated),
        claims=draft_claims(stated),
        kept=Kept(format=Format.TINYTROUPE, value=value),
    )
    return Reading(draft=draft, losses=_report(value, stated))


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """An agent: everything that the profile says, in the fields that there are."""
    if snapshot.kept and snapshot.kept.format is Format.TINYTROUPE:
        return _updated(snapshot.kept.value, sheet, snapshot)
    persona: JsonObject = {"name": sheet.name}
    for field, places in PLACES.items():
        _write_all(persona, places[0], field, claims_of(snapshot.profile, field))
    facts = [claim.value for claim in claims_of(snapshot.profile, ClaimField.FACT)]
    facts += [f"{label}: {claim.value}" for field, label in NEIGHBOURS.items() for claim in claims_of(snapshot.profile, field)]
    facts += [line_of(part) for part in resolved(sheet.description, sheet).split("\n\n") if part.strip() and not part.startswith("#")]
    persona["other_facts"] = [*facts, *map(line_of, constant_lore(sheet))]
    if sheet.personality and not find(persona, ("personality", "traits")):
        put(persona, ("personality", "traits"), [line_of(sheet.personality)])
    if sheet.tags and not find(persona, ("preferences", "interests")):
        put(persona, ("preferences", "interests"), list(sheet.tags))
    factors = (Loss(place="big five", why="scores from 0 to 100 that rest on claims; there they are words"),)
    has_factors = snapshot.profile.personality.big_five != Profile().personality.big_five
    losses = report_on(sheet, placed=PLACED, lost=factors if has_factors else ())
    return Written(data=write_json({"type": "TinyPerson", "mental_faculties": [], "persona": persona}), losses=losses)


def sheet_of(value: JsonObject) -> Sheet:
    """The agent as a sheet; its description lists what is claimed, under headings."""
    persona = _persona(value)
    stated = stated_in(value)
    who = [
        text for field in (ClaimField.AGE, ClaimField.GENDER, ClaimField.NATIONALITY, ClaimField.RESIDENCE) for text in _said(stated, field)
    ]
    parts = ["\n".join(f"- {text}" for text in who)] if who else []
    for field, title in TITLES.items():
        if lines := _said(stated, field):
            parts.append("\n".join([f"## {title}", "", *(f"- {line}" for line in lines)]))
    traits = [escape(one.value) for one in stated if one.field is ClaimField.TRAIT]
    style = [escape(one.value) for one in stated if one.field is ClaimField.REGISTER]
    return Sheet(
        name=text_of(persona.get("name")),
        description="\n\n".join(parts),
        personality="\n".join(f"- {line}" for line in (*traits, *style)),
        tags=tuple(one.value for one in stated if one.field is ClaimField.KNOWLEDGE),
    )


def stated_in(value: JsonObject) -> list[Stated]:
    """Every claim of the agent, its name first."""
    persona = _persona(value)
    found = [Stated(ClaimField.NAME, ("persona", "name"), line_of(text_of(persona.get("name"))))]
    for field, places in PLACES.items():
        for place in places:
            found += _items(field, ("persona", *place), find(persona, place))
    return bounded(one for one in found if one.value.casefold() not in _NOTHING)


def _persona(value: JsonObject) -> JsonObject:
    inner = value.get("persona")
    return inner if isinstance(inner, dict) else {}


def _items(field: ClaimField, path: Path, held: JsonValue) -> list[Stated]:
    """The claims at one place, whatever stands there."""
    if isinstance(held, list):
        return [stated for index, item in enumerate(held) for stated in _item(field, (*path, index), item)]
    return _item(field, path, held) if not isinstance(held, dict) else []


def _item(field: ClaimField, path: Path, held: JsonValue) -> list[Stated]:
    if isinstance(held, dict):
        who, words = line_of(text_of(held.get("name"))), line_of(text_of(held.get("description")))
        return [Stated(field, path, words or who, who if words else "")] if field is ClaimField.RELATIONSHIP and (who or words) else []
    return [Stated(field, path, line_of(text_of(held)))] if not isinstance(held, list | bool | None) else []


def _said(stated: list[Stated], field: ClaimField) -> list[str]:
    return [escape(f"{one.who}: {one.value}" if one.who else one.value) for one in stated if one.field is field]


def _label(stated: Stated) -> str:
    if stated.who:
        return stated.who
    names = [str(step) for step in stated.path[1:] if isinstance(step, str)]
    return names[-1].replace("_", " ").capitalize()


def _report(value: JsonObject, stated: list[Stated]) -> LossReport:
    persona, heads = _persona(value), {one.path[1] for one in stated}
    kept = [Loss(place=f"persona.{key}", why="kept aside as it is") for key, held in persona.items() if held and key not in heads]
    inner = [("personality", "big_five"), ("behaviors", "routines")]
    kept += [
        Loss(place=place_of(("persona", *path)), why="kept aside as it is") for path in inner if find(persona, path) and path[0] in heads
    ]
    kept += [Loss(place=key, why="kept aside as it is") for key, held in value.items() if held and key not in ("type", "persona")]
    mapped = tuple(dict.fromkeys(place_of(tuple(step for step in one.path if isinstance(step, str))) for one in stated))
    return LossReport(mapped=mapped, kept=tuple(kept))


def _write_all(persona: JsonObject, place: Path, field: ClaimField, claims: tuple[Claim, ...]) -> None:
    if not claims:
        return
    values: list[JsonValue] = [{RELATION[0]: claim.who, RELATION[1]: claim.value} if claim.who else claim.value for claim in claims]
    is_text = field in SINGLE_FIELDS or field is ClaimField.EDUCATION or place == ("occupation", "title")
    first = text_of(values[0])
    whole: JsonValue = int(first) if field is ClaimField.AGE and first.isdecimal() else "; ".join(map(text_of, values))
    put(persona, place, whole if is_text else values)


def _updated(kept: JsonObject, sheet: Sheet, snapshot: Snapshot) -> Written:
    base = sheet_of(kept)
    stated = [one for one in stated_in(kept) if one.field is not ClaimField.NAME]
    changes = compare(stated, snapshot.profile)
    adding: dict[ClaimField, Path] = {field: ("persona", *places[0]) for field, places in PLACES.items()}
    value = apply(kept, changes, adding=adding, relation=RELATION)
    if sheet.name != base.name:
        put(value, ("persona", "name"), sheet.name)
    lost = [
        Loss(place=field, why="the edited text is no list of claims; this format has no place for it")
        for field in ("description", "personality", "scenario", "system_prompt", "post_history_instructions")
        if getattr(sheet, field) != getattr(base, field)
    ]
    return Written(data=write_json(value), losses=LossReport(mapped=("persona",), unusable=tuple(lost)))
