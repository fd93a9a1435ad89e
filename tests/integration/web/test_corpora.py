"""Importing film dialogue by the form's endpoint."""

import json
import zipfile
from io import BytesIO

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from persona_app.core.db import unit_of_work
from persona_app.core.row_security import SystemWork
from persona_app.movies.services.finding import list_corpora
from tests.integration.web.conftest import register

JSON = {"Accept": "application/json"}
CSV = b"Nr,Wer,Was\n1,MARIT,You weighed it wet again.\n2,OLD TOLLEF,Salt is always wet. That is its nature.\n3,MARIT,Then weigh it twice.\n"
FILM = b"title: The Salt Office\nyear: 1974\ngenres: drama\ncharacters:\n  MARIT: female, 1\n\n==\nMARIT: You weighed it wet again.\n"


def send(client: TestClient, *files: tuple[str, bytes], **fields: str) -> Response:
    """The form as the page sends it."""
    return client.post("/ui/corpora", files=[("files", file) for file in files], data=fields, headers=JSON)  # type: ignore[return-value]


def told(answer: Response) -> list[dict[str, object]]:
    """What an import told, line by line."""
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    return [json.loads(line) for line in answer.text.splitlines()]


def corpora() -> dict[str, int]:
    """Lines by corpus, without those that come with the program."""
    with unit_of_work(for_system=SystemWork.SHARED) as session:
        return {one.name: one.line_count for one in list_corpora(session) if one.name != "starter"}


@pytest.fixture
def operator(owner: TestClient) -> TestClient:
    """The first account of an installation is its operator's."""
    return owner


def test_nothing_is_imported_when_files_are_only_looked_at(operator: TestClient) -> None:
    seen = send(operator, ("said.csv", CSV), look="yes").json()
    assert (seen["layout"], seen["columns"], seen["needed"]) == ("table", ["Nr", "Wer", "Was"], ["speaker", "text"])
    assert seen["mapping"]["speaker"] == "Wer"
    assert [row["text"] for row in seen["sample"]][:1] == ["You weighed it wet again."]
    assert corpora() == {}


def test_lines_are_there_when_columns_were_corrected_by_hand(operator: TestClient) -> None:
    mapping = json.dumps({"speaker": "Wer", "text": "Was", "scene": ""})
    *progress, end = told(send(operator, ("said.csv", CSV), mapping=mapping, title="The Salt Office", name="salt"))
    assert end == {"name": "salt", "title": "The Salt Office", "is_new": True}
    assert all(set(one) == {"share", "lines"} for one in progress)
    assert corpora() == {"salt": 3}
    assert told(send(operator, ("said.csv", CSV), mapping=mapping, title="The Salt Office", name="salt"))[-1]["is_new"] is False


def test_several_files_and_a_zip_make_one_collection_each(operator: TestClient) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", FILM)
    assert told(send(operator, ("own.zip", packed.getvalue())))[-1]["is_new"] is True
    other = FILM.replace(b"Salt", b"Sugar")
    assert told(send(operator, ("salt.txt", FILM), ("sugar.txt", other), name="both"))[-1]["name"] == "both"
    assert corpora() == {"own": 1, "both": 2}


@pytest.mark.parametrize(
    ("files", "fields", "code"),
    [
        ((("said.bin", bytes(range(256)) * 20),), {}, "corpus_layout_unknown"),
        ((("said.csv", b""),), {}, "corpus_source_unreadable"),
        ((("said.csv", CSV),), {"mapping": '{"speaker": "Nobody", "text": "Was"}'}, "corpus_mapping_wrong"),
    ],
    ids=["binary", "empty", "wrong-mapping"],
)
def test_a_sentence_says_why_when_nothing_can_be_made_of_it(
    operator: TestClient, files: tuple[tuple[str, bytes], ...], fields: dict[str, str], code: str
) -> None:
    (end,) = [one for one in told(send(operator, *files, **fields)) if "share" not in one]
    assert end["code"] == code
    assert "Nothing was changed." in str(end["detail"])
    assert corpora() == {}


@pytest.mark.parametrize(
    ("files", "fields"),
    [((), {}), ((("../..", CSV),), {}), ((("a.csv", CSV), ("sub/a.csv", CSV)), {}), ((("a.csv", CSV),), {"mapping": "[1]"})],
    ids=["no-file", "name-of-a-folder", "two-of-one-name", "mapping-is-no-mapping"],
)
def test_a_form_is_refused_when_it_is_not_the_page_s(
    operator: TestClient, files: tuple[tuple[str, bytes], ...], fields: dict[str, str]
) -> None:
    answer = send(operator, *files, **fields)
    assert (answer.status_code, answer.json()["code"]) == (422, "corpus_upload_unreadable")
    assert corpora() == {}


def test_only_the_operator_imports(operator: TestClient) -> None:
    operator.post("/auth/logout")
    assert send(operator, ("said.csv", CSV)).status_code == 401
    register(operator, "somebody")
    refused = send(operator, ("said.csv", CSV))
    assert (refused.status_code, refused.json()["code"]) == (403, "operator_only")
    assert corpora() == {}
