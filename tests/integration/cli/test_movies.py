"""Films from the terminal, as an operator types it: a real process, a real database, files from a real web server."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.factories.movies import cornell, generated_cornell, zipped

Persona = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[3]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address under which a server gives its files."""
    folder = tmp_path / "site"
    folder.mkdir()

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def environment(database_url: str, site: tuple[Path, str], tmp_path: Path) -> dict[str, str]:
    """What a process needs to work on the test's database, and to ask the test's server."""
    pair = site[1].removeprefix("http://")
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": database_url,
        "PERSONA_HOME": str(tmp_path / "home"),
        "PERSONA_FETCH_ALLOW": f'["{pair}"]',
        "PERSONA_CORPUS_MAX_BYTES": "3000000",
    }


@pytest.fixture
def persona(environment: dict[str, str], tmp_path: Path) -> Persona:
    """`persona movies …`."""

    def run(*words: object, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "persona_app.cli", "movies", *map(str, words)]
        return subprocess.run(
            command, capture_output=True, text=True, env=environment | more, timeout=120, cwd=tmp_path, input=stdin, check=False
        )

    return run


def test_a_corpus_is_imported_listed_searched_and_removed(persona: Persona, tmp_path: Path) -> None:
    cornell(tmp_path / "corpus")
    done = persona("import", "corpus")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "cornell\t2 films, 5 characters, 7 lines\n"
    assert "1 lines without a word were left out (movie_lines.txt:3)" in done.stderr
    again = persona("import", "corpus")
    assert "here already" in again.stderr
    listed = persona("list").stdout
    assert "2 films, 5 characters, 7 lines (cornell)" in listed
    assert "The authors state no licence" in listed
    assert "starter\t" in listed
    assert [row.split("\t")[1:] for row in persona("characters", "jos", "wistle").stdout.splitlines()] == [
        ["JOSS", "the tin whistle (1989)", "2 lines"]
    ]
    assert persona("remove", "cornell", stdin="n\n").returncode == 1
    assert "cornell\t" in persona("list").stdout
    assert persona("remove", "cornell", stdin="y\n").returncode == 0
    assert "cornell\t" not in persona("list").stdout
    missing = persona("remove", "cornell", "--yes")
    assert (missing.returncode, "no corpus named cornell" in missing.stderr) == (1, True)


def test_a_guessed_mapping_is_shown_and_corrected(persona: Persona, tmp_path: Path) -> None:
    rows = "".join(f"Salt is what number {n} says to Joss,{who},reel {n % 2}\n" for n in range(20) for who in ("Nella", "Joss"))
    (tmp_path / "film.csv").write_text("quote,name,role\n" + rows)
    looked = persona("import", "film.csv", "--look")
    assert "speaker = name, text = quote" in looked.stderr
    assert looked.stdout.startswith("film\tNella\tSalt is what number 0 says to Joss\n")
    assert "film\t" not in persona("list").stdout
    wrong = persona("import", "film.csv", "--map", "speaker=hero")
    assert (wrong.returncode, "Its columns are quote, name, role" in wrong.stderr) == (1, True)
    assert persona("import", "film.csv", "--map", "movie=role,speaker=2").stdout == "film\t2 films, 4 characters, 40 lines\n"


def test_an_address_is_fetched_and_imported(persona: Persona, site: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = site
    zipped(cornell(tmp_path / "corpus"), folder / "corpus.zip")
    done = persona("import", f"{address}/corpus.zip", "--name", "fetched")
    assert done.stdout == "fetched\t2 films, 5 characters, 7 lines\n", done.stderr


def test_what_an_address_may_not_give_is_refused_and_leaves_nothing(persona: Persona, site: tuple[Path, str]) -> None:
    folder, address = site
    (folder / "large.csv").write_bytes(b"x" * 4_000_000)
    (folder / "page.html").write_text("<p>no file</p>")
    for name, said in (("large.csv", "larger than"), ("page.html", "leads to a web page"), ("away.zip", "does not exist")):
        done = persona("import", f"{address}/{name}")
        assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    private = persona("import", f"{address}/large.csv", PERSONA_FETCH_ALLOW="[]")
    assert private.returncode == 1
    assert [row for row in persona("list").stdout.splitlines() if not row.startswith("\t")] == [
        "starter\tFilms that come with Persona Studio"
    ]


def test_terms_are_shown_before_anything_is_fetched(persona: Persona, site: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = site
    zipped(cornell(tmp_path / "corpus"), folder / "cornell.zip")
    declined = persona("download", "cornell", "--from", f"{address}/cornell.zip", stdin="n\n")
    assert declined.returncode == 1
    assert "The authors state no licence" in declined.stderr
    assert "cornell\t" not in persona("list").stdout
    taken = persona("download", "cornell", "--from", f"{address}/cornell.zip", "--accept-terms")
    assert taken.stdout == "cornell\t2 films, 5 characters, 7 lines\n", taken.stderr
    assert persona("download", "another").returncode == 1


def test_ctrl_c_stops_and_nothing_is_changed(persona: Persona, environment: dict[str, str], tmp_path: Path) -> None:
    generated_cornell(tmp_path / "large", films=120, lines=1_000)
    persona("list")
    command = [sys.executable, "-m", "persona_app.cli", "movies", "import", "large"]
    program = subprocess.Popen(
        command, env=environment | {"PERSONA_CORPUS_MAX_BYTES": "100000000"}, cwd=tmp_path, stderr=subprocess.PIPE, text=True
    )
    assert program.stderr is not None
    assert "cornell: cornell" in program.stderr.readline()
    time.sleep(0.5)
    program.send_signal(signal.SIGINT)
    _, said = program.communicate(timeout=60)
    assert program.returncode == 130
    assert "Stopped. Nothing was changed." in said
    assert "cornell\t" not in persona("list").stdout
