"""Letta agent files (`.af`): JSON, or a JSON text that holds JSON.

Source: letta-ai/agent-file and `letta/schemas/agent_file.py`: `agents[].block_ids` name `blocks[]`; older files hold one agent with its
`core_memory`. Tools and their source code are dropped: nothing of ours runs or passes on code.
"""

from copy import deepcopy

from pydantic import JsonValue

from persona_app.interchange.claims import Stated, draft_claims, find, line_of
from persona_app.interchange.draft import Draft, Format, JsonObject, Kept, Loss, LossReport, Passage, Reading, Snapshot, Written
from persona_app.interchange.errors import ImportRefused
from persona_app.interchange.formats.cards import lore_passages, tags_of, text_of
from persona_app.interchange.formats.unplaced import report_on
from persona_app.interchange.macros import resolved
from persona_app.interchange.sheet import Sheet, to_content
from persona_app.interchange.texts import decode, object_of, read_json, write_json
from persona_app.llm.questions import ClaimField

CODE = ("tools", "tool_exec_environment_variables", "tool_rules", "source_code", "mcp_servers", "files", "sources")
PLACED = {
    "description": "block persona",
    "personality": "block persona",
    "mes_example": "block persona",
    "scenario": "block scenario",
    "system_prompt": "system",
    "post_history_instructions": "system",
    "first_mes": "messages",
    "tags": "tags",
    "creator": "metadata",
    "character_version": "metadata",
    "extensions": "metadata",
    "character_book": "blocks",
}
_LIMIT = 5000


def read(data: bytes, *, name: str = "") -> Reading:
    """The first agent of a file.

    Raises:
        ImportRefused, ImportTooLarge: it is no such file, or its agent has no name.
    """
    del name
    value = unwrapped(read_json(decode(data)))
    kept, dropped = _without_code(value)
    sheet = sheet_of(kept)
    if not sheet.name.strip():
        raise ImportRefused("The agent has no name.")
    passages = [Passage(place="name", label="Name", text=sheet.name)]
    passages += [
        Passage(place=f"blocks.{number}", label=_label(block), text=text_of(block.get("value"))) for number, block in _blocks(kept)
    ]
    passages += [Passage(place="system", label="Instructions", text=sheet.system_prompt)]
    draft = Draft(
        format=Format.LETTA,
        name=sheet.name,
        description=text_of(_agent(kept).get("description")),
        content=to_content(sheet),
        tags=sheet.tags,
        passages=tuple(passages),
        claims=draft_claims([Stated(ClaimField.NAME, ("name",), line_of(sheet.name))]),
        kept=Kept(format=Format.LETTA, value=kept),
    )
    return Reading(draft=draft, losses=_report(kept, dropped))


def write(snapshot: Snapshot, sheet: Sheet) -> Written:
    """An agent with its blocks; without tools, which an import there gives it anew."""
    if snapshot.kept and snapshot.kept.format is Format.LETTA:
        return Written(
            data=write_json(_updated(snapshot.kept.value, sheet)), losses=LossReport(mapped=("name", "system", "blocks", "tags"))
        )
    return Written(data=write_json(_new(sheet)), losses=report_on(sheet, placed=PLACED))


def unwrapped(value: JsonValue) -> JsonObject:
    """The object; some files hold a JSON text that contains it."""
    if isinstance(value, str):
        value = read_json(value)
    return object_of(value, what="The agent file")


def sheet_of(value: JsonObject) -> Sheet:
    """The agent as a sheet: its block `persona` is the description."""
    agent = _agent(value)
    texts = {text_of(block.get("label")): text_of(block.get("value")) for _, block in _blocks(value)}
    return Sheet(
        name=text_of(agent.get("name")),
        description=texts.get("persona", ""),
        scenario=texts.get("scenario", ""),
        system_prompt=text_of(agent.get("system")),
        tags=tags_of(agent.get("tags")),
    )


def _agent(value: JsonObject) -> JsonObject:
    first = find(value, ("agents", 0))
    return first if isinstance(first, dict) else value


def _blocks(value: JsonObject) -> list[tuple[int, JsonObject]]:
    """The agent's blocks with their places among all blocks, in the order that the agent names them."""
    held = value.get("blocks") if "agents" in value else value.get("core_memory")
    blocks = [(number, block) for number, block in enumerate(held if isinstance(held, list) else []) if isinstance(block, dict)]
    named = _agent(value).get("block_ids")
    if not isinstance(named, list) or not named:
        return blocks
    by_id = {text_of(block.get("id")): (number, block) for number, block in blocks}
    return [by_id[one] for one in map(text_of, named) if one in by_id]


def _label(block: JsonObject) -> str:
    label = text_of(block.get("label"))
    return "" if label == "persona" else line_of(label).capitalize()


def _without_code(value: JsonObject) -> tuple[JsonObject, list[str]]:
    copy, dropped = deepcopy(value), list[str]()
    agents = copy.get("agents")
    for holder in (copy, *(agents if isinstance(agents, list) else ())):
        if isinstance(holder, dict):
            for key in CODE:
                if holder.get(key):
                    dropped.append(key)
                    holder[key] = []
    return copy, dropped


def _report(value: JsonObject, dropped: list[str]) -> LossReport:
    agents = value.get("agents")
    kept = [
        Loss(place=f"agents.{number}", why="one persona is made of a file, of its first agent")
        for number in range(1, len(agents) if isinstance(agents, list) else 0)
    ]
    mapped = {"name", "system", "tags", "description", "agents", "blocks", "core_memory", "block_ids", "version"}
    places = dict.fromkeys(key for holder in (_agent(value), value) for key, held in holder.items() if held and key not in mapped)
    kept += [Loss(place=key, why="kept aside as it is") for key in places]
    lost = tuple(Loss(place=key, why="tools and code are not taken over") for key in dict.fromkeys(dropped))
    return LossReport(mapped=("name", "system", "blocks", "tags"), kept=tuple(kept), unusable=lost)


def _updated(kept: JsonObject, sheet: Sheet) -> JsonObject:
    value, base = deepcopy(kept), sheet_of(kept)
    agent = _agent(value)
    if sheet.name != base.name:
        agent["name"] = sheet.name
    if sheet.system_prompt != base.system_prompt:
        agent["system"] = sheet.system_prompt
    person = "\n\n".join(filter(None, (sheet.description, sheet.personality if sheet.personality != base.personality else "")))
    for label, text, was in (("persona", person, base.description), ("scenario", sheet.scenario, base.scenario)):
        if text != was:
            _set_block(value, label, text)
    return value


def _set_block(value: JsonObject, label: str, text: str) -> None:
    block = next((block for _, block in _blocks(value) if block.get("label") == label), None)
    if block is not None:
        block["value"] = text
        return
    blocks = value.setdefault("blocks" if "agents" in value else "core_memory", [])
    if isinstance(blocks, list):
        fresh = _block(f"block-{len(blocks)}", label, text)
        blocks.append(fresh)
        if "agents" in value:
            named = _agent(value).setdefault("block_ids", [])
            if isinstance(named, list):
                named.append(fresh["id"])


def _block(id_: str, label: str, text: str) -> JsonObject:
    return {"id": id_, "label": label, "value": text, "limit": max(_LIMIT, len(text)), "description": None}


def _new(sheet: Sheet) -> JsonObject:
    texts = {field: resolved(getattr(sheet, field), sheet) for field in PLACED if isinstance(getattr(sheet, field), str)}
    person = "\n\n".join(filter(None, (texts["description"], texts["personality"], texts["mes_example"])))
    lore = [(line_of(passage.label), passage.text) for passage in lore_passages(sheet.character_book) if passage.text]
    labelled = [("persona", person), *([("scenario", texts["scenario"])] if texts["scenario"] else []), *lore]
    blocks: list[JsonValue] = [_block(f"block-{number}", label, text) for number, (label, text) in enumerate(labelled)]
    system = "\n\n".join(filter(None, (texts["system_prompt"], texts["post_history_instructions"])))
    metadata: JsonObject = {
        "creator": sheet.creator,
        "character_version": sheet.character_version,
        "extensions": deepcopy(sheet.extensions),
    }
    message: JsonObject = {"id": "message-0", "role": "assistant", "content": [{"type": "text", "text": texts["first_mes"]}]}
    agent: JsonObject = {
        "id": "agent-0",
        "name": sheet.name,
        "system": system or f"You are {sheet.name}.",
        "agent_type": "letta_v1_agent",
        "block_ids": [f"block-{number}" for number in range(len(labelled))],
        "tags": list(sheet.tags),
        "messages": [message] if sheet.first_mes else [],
        "in_context_message_ids": ["message-0"] if sheet.first_mes else [],
        "metadata": {key: held for key, held in metadata.items() if held},
        "tool_ids": [],
    }
    return {"agents": [agent], "groups": [], "blocks": blocks, "files": [], "sources": [], "tools": [], "mcp_servers": [], "metadata": {}}
