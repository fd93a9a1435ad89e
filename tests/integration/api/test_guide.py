"""docs/API.md is true: its examples are sent in order, and answer as it shows."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx

from persona_app.core.db import unit_of_work
from persona_app.movies.services.starter import seed_starter
from tests.factories.pictures import make_picture
from tools import api_doc

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "API.md").read_text()
EXAMPLE = re.compile(r"^```http\n(.*?)^```\n^```(json|text|zip) (\d+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
A_PICTURE, AN_ARCHIVE = "@portrait.png", "@personas.zip"
"""As curl writes a file: bytes that no page can show."""
NEEDS_WORKER = "GET /v1/runs/{run_id}/events"


def examples() -> Iterator[tuple[str, str, int, str]]:
    """Request, kind of answer, status and answer of each example, in the guide's order."""
    for found in EXAMPLE.finditer(GUIDE):
        yield found[1], found[2], int(found[3]), found[4]


def assert_shown(shown: Any, actual: Any, where: str) -> None:
    """Everything shown is there; `…` stands for any text."""
    if isinstance(shown, dict):
        assert set(shown) <= set(actual), where
        for key, value in shown.items():
            assert_shown(value, actual[key], f"{where}.{key}")
    elif isinstance(shown, list):
        assert len(actual) >= len(shown), where
        for number, value in enumerate(shown):
            assert_shown(value, actual[number], f"{where}[{number}]")
    elif shown == "…":
        assert isinstance(actual, str) and actual, where
    else:
        assert shown == actual, where


def make_archive() -> bytes:
    """Two files in a ZIP."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mara/CLAUDE.md", "# Mara\n\nYou are Mara, who keeps a harbour's ledgers.\n")
        archive.writestr("otto/AGENTS.md", "# Otto\n\nYou are Otto, who weighs salt.\n")
    return written.getvalue()


FILES = {A_PICTURE: make_picture, AN_ARCHIVE: make_archive}


class Reader:
    """Follows the guide, and remembers the ids that it met."""

    def __init__(self, program: Any) -> None:
        self.program = program
        self.known: dict[str, str] = {}

    async def send(self, written: str) -> httpx.Response:
        if "{etag}" in written:
            self.known["etag"] = (await self.program.get(f"/v1/person/{self.known['persona_id']}")).headers["etag"]
        head, _, body = re.sub(r"\{(\w+)\}", lambda name: self.known.get(name[1], name[0]), written).partition("\n\n")
        line, *headers = head.strip().split("\n")
        method, path = line.split(" ")
        sent = dict(header.split(": ", 1) for header in headers)
        content = body.strip("\n")
        if "multipart" in sent.get("Content-Type", ""):
            content = content.replace("\n", "\r\n") + "\r\n"
        sent_bytes = FILES[content]() if content in FILES else content.encode()
        return await self.program.request(method, path, headers=sent, content=sent_bytes)

    def remember(self, written: str, body: Any) -> None:
        line = written.split("\n", 1)[0]
        if line == "POST /v1/person":
            self.known |= {"persona_id": body["id"], "run_id": body["run_id"]} if body["run_id"] else {"empty_id": body["id"]}
        elif line.startswith("POST /v1/imports") and "state" in body:
            self.known["import_id"] = body["id"]
        elif line == "POST /v1/persona":
            self.known["old_id"] = body["id"]
        elif line.endswith("/children"):
            self.known["child_id"] = body["id"]
        elif line == "POST /v1/templates":
            self.known["template_id"] = body["id"]
        elif line == "POST /v1/webhooks":
            self.known["webhook_id"] = body["webhook"]["id"]
        elif line.endswith("/test"):
            self.known["delivery_id"] = body["id"]
        elif line.endswith("/retry"):
            self.known["run_id"] = body["run_id"]
        elif line.startswith("GET /v1/characters?q="):
            self.known["character_id"] = body["items"][0]["id"]
        elif "/data?q=" in line:
            self.known["data_id"] = body["items"][0]["id"]
        elif line.endswith("/claims") and line.startswith("POST"):
            self.known["claim_id"] = body["profile"]["identity"]["residence"]["id"]
        elif line.endswith("/claims"):
            self.known["word_id"] = next(one["id"] for one in body if one["field"] == "residence")
        elif "/proposals?" in line:
            self.known["proposal_id"] = body[0]["id"]
        elif line.endswith("/persona"):
            self.known["contradiction_id"] = body["profile"]["contradictions"][0]["id"]


async def test_every_example_answers_as_shown_when_sent_in_order(program, settings_of):
    settings_of(webhook_allow='["localhost:8080"]')
    with unit_of_work() as session:
        seed_starter(session)
    reader, sent = Reader(program), 0
    async with AsyncExitStack() as stack:
        for written, kind, status, shown in examples():
            if written.startswith(NEEDS_WORKER):
                await stack.enter_async_context(program.working())
            answer = await reader.send(written)
            assert answer.status_code == status, (written, answer.text)
            if kind == "zip":
                assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None, written
            elif kind == "text":
                assert shown.strip() in answer.text, written
            elif shown.strip():
                assert_shown(json.loads(shown), answer.json(), written)
                reader.remember(written, answer.json())
            sent += 1
    assert sent == len(re.findall(r"^```http$", GUIDE, flags=re.MULTILINE))


def test_every_endpoint_has_an_example():
    sections = re.split(r"^### ", GUIDE.partition("## Codes")[0], flags=re.MULTILINE)[1:]
    assert [section.split("\n", 1)[0] for section in sections if not EXAMPLE.search(section)] == []


def test_the_codes_are_those_of_the_catalogue():
    assert api_doc.render(GUIDE) == GUIDE, "run: python -m tools.api_doc"
