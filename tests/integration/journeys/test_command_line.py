"""`persona build FILE|URL… --out`, typed as somebody would, from the files to the written persona."""

import json
import os
import subprocess
import sys

import pytest

from persona_app.core.db import unit_of_work
from persona_app.personas.schemas import VersionView
from tests.factories.accounts import make_actor
from tests.integration.journeys.checking import Writer, assert_every_citation_stands, assert_provenance_is_whole
from tests.integration.journeys.submissions import DOCX, PAGE, PDF, ROOT, TEXTS, a_docx, a_page, a_pdf, a_picture
from tests.integration.journeys.workshop import OFFLINE, rows, stored_data


@pytest.fixture
def persona(database, tmp_path):
    """The command, run in a process of its own on a fresh database with an operator."""
    with unit_of_work() as session:
        make_actor(session, is_operator=True)

    def run(*words, **settings):
        ours = ("PERSONA_", "OPENAI_", "DATABASE_URL")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        environment |= {"DATABASE_URL": database, "PERSONA_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT), **settings}
        command = [sys.executable, "-m", "persona_app.cli", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=90, check=False)

    return run


@pytest.fixture(params=["offline", "stub"])
def chosen(request):
    """Settings in the environment that choose an engine, and what the version should say then."""
    if request.param == "offline":
        return {}, OFFLINE
    server = request.getfixturevalue("model_server")
    return {"OPENAI_BASE_URL": server.base_url, "PERSONA_MODEL": "stub"}, Writer(engine="openai", model="stub", is_extractive=False)


def test_persona_is_written_as_json_with_every_citation_standing_when_files_and_an_address_are_given(persona, chosen, pages, tmp_path):
    settings, writer = chosen
    pages.pages["/nora"] = a_page(*PAGE, title="Nora Field")
    (tmp_path / "nora.pdf").write_bytes(a_pdf(*PDF))
    (tmp_path / "nora.docx").write_bytes(a_docx(*DOCX))

    done = persona(
        "build",
        "nora.pdf",
        pages.url("/nora"),
        TEXTS / "Tomas.txt",
        "nora.docx",
        *("--out", "nora.json", "--name", "Nora Field"),
        PERSONA_FETCH_ALLOW=json.dumps([pages.pair]),
        **settings,
    )

    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    version = VersionView.model_validate_json((tmp_path / "nora.json").read_text("utf-8"))
    data = stored_data(version.persona_id)
    assert assert_every_citation_stands(version, data) > 3
    assert_provenance_is_whole(version, data, writer=writer)
    assert len(data) == 4
    assert (TEXTS / "Tomas.txt").read_text("utf-8") in [datum.text for datum in data]
    for canary in ("CANARYFERN", "CANARYREED", "CANARYLOOM"):
        assert canary in version.content
        assert canary in version.profile.model_dump_json()


def test_persona_is_written_as_markdown_when_the_files_name_says_so(persona, chosen, tmp_path):
    settings, _ = chosen

    done = persona("build", TEXTS / "Ines.txt", "--out", "ines.md", **settings)

    assert done.returncode == 0, done.stderr
    written = (tmp_path / "ines.md").read_text("utf-8")
    assert written.startswith("# ")
    assert "CANARYTIDE" in written
    assert "Built from 1 text" in done.stderr


def test_only_the_persona_is_on_standard_output_when_no_file_is_named(persona):
    done = persona("build", TEXTS / "Ines.txt", "--format", "json")

    assert done.returncode == 0, done.stderr
    version = VersionView.model_validate_json(done.stdout)
    assert assert_every_citation_stands(version, stored_data(version.persona_id)) > 3


def test_rest_is_built_and_each_failure_told_when_some_sources_cannot_be_read(persona, tmp_path):
    (tmp_path / "face.png").write_bytes(a_picture())

    done = persona("build", "face.png", TEXTS / "Ines.txt", "nowhere.txt", "--out", "ines.md")

    assert done.returncode == 0, done.stderr
    assert "face.png is a picture" in done.stderr.replace("\n", " ")
    assert "nowhere.txt" in done.stderr
    assert rows("persona_data") == 1


BAD = {
    "nowhere.txt": "nowhere.txt can't be read",
    ".": ". can't be read",
    "face.png": "face.png is a picture",
    "scan.pdf": "scan.pdf has no text layer",
    "empty.txt": "empty.txt holds no text",
    "http://127.0.0.1:9/": "http://127.0.0.1:9/ was not fetched",
    "http://169.254.169.254/latest/": "http://169.254.169.254/latest/ was not fetched: it lies on a private or reserved network",
    "http://nobody.invalid/": "http://nobody.invalid/ was not fetched",
}


@pytest.mark.parametrize("sources", [["scan.pdf"], list(BAD)], ids=["one", "all"])
def test_sentences_are_shown_and_nothing_stored_when_no_source_can_be_read(persona, tmp_path, sources):
    (tmp_path / "face.png").write_bytes(a_picture())
    (tmp_path / "scan.pdf").write_bytes(a_pdf())
    (tmp_path / "empty.txt").write_bytes(b" \n")

    done = persona("build", *sources, "--out", "out.md")

    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert [source for source in sources if BAD[source] not in said] == []
    assert said.endswith("Nothing could be read, so nothing was built.")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.md").exists()
    assert (rows("persona"), rows("persona_data"), rows("run"), rows("event")) == (0, 0, 0, 0)


def test_a_sentence_is_shown_and_the_data_kept_when_the_model_fails(persona, model_server, tmp_path):
    model_server.fail("401")

    done = persona("build", TEXTS / "Ines.txt", "--out", "out.md", OPENAI_BASE_URL=model_server.base_url, PERSONA_MODEL="stub")

    assert done.returncode == 1
    assert "key" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.md").exists()
    assert (rows("persona_data"), rows("persona_version")) == (1, 0)


def test_nothing_is_built_or_paid_when_there_is_no_place_for_the_result(persona, model_server, tmp_path):
    for out, sentence in ((tmp_path / "nowhere" / "out.md", "there is no such folder"), (tmp_path, "it is a folder")):
        done = persona("build", TEXTS / "Ines.txt", "--out", out, OPENAI_BASE_URL=model_server.base_url, PERSONA_MODEL="stub")

        assert done.returncode == 1
        assert sentence in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
    assert (model_server.count(), rows("persona")) == (0, 0)
