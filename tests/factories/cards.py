"""Files of every format that can be imported, all about people of our own."""

import base64
import json
from copy import deepcopy
from typing import Any
from uuid import UUID

from persona_app.interchange.archives import write_archive
from persona_app.interchange.blank_picture import blank_picture
from persona_app.interchange.converting import read_file, write_file
from persona_app.interchange.draft import Format, Reading, Snapshot
from persona_app.interchange.passages import compose
from persona_app.interchange.png_chunks import PngText, with_texts
from persona_app.interchange.profiles import profile_of
from persona_app.personas.services.lifecycle import short_name

DATUM = UUID("00000000-0000-7000-8000-000000000001")
Values = dict[str, Any]

ENTRY: Values = {
    "keys": ["salt", "the salt office"],
    "content": "The salt office closes at four.\n@@depth 4",
    "extensions": {"theirs/weight": 3},
    "enabled": True,
    "insertion_order": 100,
    "case_sensitive": False,
    "name": "Opening hours",
    "id": 7,
    "constant": True,
    "position": "before_char",
}
BOOK: Values = {"name": "Harbour", "scan_depth": 2, "extensions": {"theirs/book": {"deep": [1, 2]}}, "entries": [ENTRY, {**ENTRY, "id": 8}]}


def card_v1() -> Values:
    """The six fields, and one more that its program added."""
    return {
        "name": "Tollef Brandt",
        "description": "{{char}} weighs salt at the harbour.\r\n\r\n## Personality\r\n\nHe hums — 鹽 — while he counts.",
        "personality": "patient, dry, curious",
        "scenario": "A winter evening.\n",
        "first_mes": "Mind the step, {{user}}.",
        "mes_example": "<START>\n{{user}}: Is it late?\n{{char}}: It is four.",
        "talkativeness": "0.5",
    }


def card_v2() -> Values:
    """V2 with everything that the specification has, unknown extensions and keys beside the data."""
    fields = {key: value for key, value in card_v1().items() if key != "talkativeness"}
    fields |= {
        "creator_notes": "Best in the evening.",
        "system_prompt": "{{original}}\nSpeak slowly.",
        "post_history_instructions": "Never hurry.\n\n## Scenario\n\nNot a heading.",
        "alternate_greetings": ["Closed.", "Come in."],
        "tags": ["harbour", "Slow talk"],
        "creator": "us",
        "character_version": "1.2",
        "extensions": {"theirs/depth_prompt": {"prompt": "x", "depth": 4}, "other": [None, True, 1.5, {"a": ""}]},
        "character_book": deepcopy(BOOK),
    }
    return {
        "spec": "chara_card_v2",
        "spec_version": "2.0",
        "data": fields,
        "fav": True,
        "name": fields["name"],
        "first_mes": fields["first_mes"],
    }


def card_v3() -> Values:
    """V3 with everything."""
    fields = card_v2()["data"] | {
        "group_only_greetings": ["All of you, sit."],
        "nickname": "Tolle",
        "creator_notes_multilingual": {"en": "Best in the evening.", "de": "Abends am besten."},
        "source": ["https://example.org/tollef"],
        "creation_date": 1_700_000_000,
        "modification_date": 1_700_000_001,
        "assets": [{"type": "icon", "uri": "embeded://assets/icon/images/main.png", "name": "main", "ext": "png"}],
    }
    fields["character_book"] = {**BOOK, "entries": [{**ENTRY, "use_regex": False}]}
    return {"spec": "chara_card_v3", "spec_version": "3.0", "data": fields}


def eliza(age: int = 2) -> Values:
    """A character of the oldest age (1), of v1 (2), or with wrapped examples (3)."""
    said = [("{{user1}}", "Is it late?"), ("Tollef Brandt", "It is four.")]
    who = "user" if age == 1 else "name"
    messages: list[Any] = [{who: name, "content": {"text": text}} for name, text in said]
    value: Values = {
        "name": "Tollef Brandt",
        "bio": ["Weighs salt at the harbour.", "Hums while he counts."],
        "system": "Speak slowly.",
        "adjectives": ["patient", "dry"],
        "topics": ["salt", "tides"],
        "style": {"all": ["short sentences"], "chat": ["no jokes"], "post": []},
        "postExamples": ["Four o'clock."],
        "messageExamples": [{"examples": messages}] if age == 3 else [messages],
        "settings": {"voice": {"model": "none"}},
        "plugins": [],
    }
    return value | ({"lore": ["Was a sailor once."], "clients": ["none"], "modelProvider": "none"} if age == 1 else {})


def tinytroupe() -> Values:
    """An agent with a text, a list, an object and a number where others have something else."""
    return {
        "type": "TinyPerson",
        "mental_faculties": [],
        "persona": {
            "name": "Tollef Brandt",
            "age": 61,
            "gender": "Male",
            "nationality": "Norwegian",
            "residence": "Bergen",
            "education": "School of the harbour",
            "long_term_goals": ["To retire at seventy"],
            "occupation": {"title": "Weigher", "organization": "The salt office", "description": "Weighs salt."},
            "style": "Slow, with pauses",
            "personality": {"traits": ["You are patient", "You are dry"], "big_five": {"openness": "Low. Likes what he knows."}},
            "preferences": {"interests": ["tides"], "likes": ["herring", "Herring!"], "dislikes": "hurry"},
            "skills": ["You weigh by hand"],
            "beliefs": ["Salt keeps everything"],
            "behaviors": {"general": ["Hums"], "routines": {"morning": ["coffee"]}},
            "health": "Bad knees",
            "relationships": [{"name": "Ingrid", "description": "his sister", "since": 1960}],
            "other_facts": ["Was a sailor once"],
            "favourite_ship": "Havfrue",
        },
    }


def letta() -> Values:
    """One agent with two blocks and a tool."""
    return {
        "agents": [
            {
                "id": "agent-0",
                "name": "Tollef Brandt",
                "system": "Speak slowly.",
                "description": "A weigher of salt",
                "block_ids": ["block-1", "block-0"],
                "tags": ["harbour"],
                "messages": [{"role": "assistant", "content": [{"type": "text", "text": "Mind the step."}]}],
                "metadata": {"theirs": {"a": 1}},
            }
        ],
        "blocks": [
            {"id": "block-0", "label": "human", "value": "Somebody new.", "limit": 5000},
            {"id": "block-1", "label": "persona", "value": "Weighs salt.\n\nHums while he counts.", "limit": 5000},
        ],
        "tools": [],
        "groups": [],
    }


MODELFILE = '''# Persona: Tollef Brandt
from llama3.2
parameter temperature 0.7
SYSTEM """You are Tollef Brandt.

# Not a comment
You weigh salt."""
MESSAGE user Is it late?
MESSAGE assistant """It is four."""
'''
MARKDOWN = """---
name: Tollef Brandt
description: Weighs salt
tags: [harbour, slow]
model: opus
since: 2020-01-31
---
# Tollef

You weigh salt. Ask @ingrid, never `@you`.
"""
AGENTS = "# Harbour rules\n\nRead @docs/tides.md first.\n\n- Close at four.\n"
YAML = "name: Tollef Brandt\ngreeting: |-\n  Mind the step.\n  It is wet.\ncontext: Tollef weighs salt.\n"


def as_json(value: Any) -> bytes:
    """As programs write it."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def as_png(second: Values | None = None, third: Values | None = None) -> bytes:
    """A picture with these cards in it."""
    found = {"chara": second, "ccv3": third}
    texts = [PngText(keyword, base64.b64encode(json.dumps(card).encode())) for keyword, card in found.items() if card]
    return with_texts(blank_picture("Tollef"), texts)


def as_charx(card: Values | None = None, **files: bytes) -> bytes:
    """An archive with a card, a picture, and what else is given."""
    picture = {"assets/icon/images/main.png": blank_picture("icon"), "x_meta/0.json": b'{"type":"PNG"}', "module.risum": b"\x6f\x00risum"}
    return write_archive({"card.json": as_json(card or card_v3()), **picture, **files})


def own() -> bytes:
    """Our own export of the V3 card."""
    return write_file(snapshot_of(read_file(as_json(card_v3()))), Format.OWN).data


def files() -> dict[str, bytes]:
    """One file of every kind, by a name for the test that uses it."""
    return {
        "v1": as_json(card_v1()),
        "v2": as_json(card_v2()),
        "v3": as_json(card_v3()),
        "png-v2": as_png(card_v2()),
        "png-both": as_png(card_v2(), card_v3()),
        "charx": as_charx(),
        "eliza-oldest": as_json(eliza(1)),
        "eliza-v1": as_json(eliza(2)),
        "eliza-wrapped": as_json(eliza(3)),
        "tinytroupe": as_json(tinytroupe()),
        "letta": as_json(letta()),
        "letta-text": as_json(json.dumps(letta())),
        "modelfile": MODELFILE.encode(),
        "markdown": MARKDOWN.encode(),
        "agents-md": AGENTS.encode(),
        "yaml": YAML.encode(),
        "lorebook": as_json({"spec": "lorebook_v3", "data": BOOK}),
        "own": own(),
    }


def snapshot_of(reading: Reading) -> Snapshot:
    """What an import of it would store, without a database."""
    draft = reading.draft
    _, places = compose(draft.passages)
    profile, _ = profile_of(draft.claims, data_id=DATUM, places=places)
    return Snapshot(
        name=short_name(draft.name),
        content=draft.content,
        profile=draft.profile or profile,
        kept=draft.kept,
        media=draft.media,
        tags=draft.tags,
    )
