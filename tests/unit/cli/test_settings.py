"""`.env.example` is made from the settings, and can be read back by them."""

import os

import pytest

from persona_app.cli.settings import BEGIN, END, EXAMPLE, README, environment_name, example, table, with_table
from persona_app.core.config import Settings


def test_example_is_current() -> None:
    assert EXAMPLE.read_text() == example(), "run `persona settings --write`"


def test_the_table_in_the_readme_is_current() -> None:
    page = README.read_text(encoding="utf-8")
    assert page == with_table(page), "run `persona settings --write`"


def test_the_table_replaces_what_stood_between_its_marks() -> None:
    page = with_table(f"before\n{BEGIN}\na stale row\n{END}\nafter")
    assert "stale" not in page
    assert page.startswith("before")
    assert page.endswith("after")
    assert page.count("\n| `") == len(Settings.model_fields)
    assert "| `PORT` | `3000` | Port to listen on. |" in table()


def test_a_page_is_refused_when_it_has_no_place_for_the_table() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_table("before and after")


def test_every_setting_is_described() -> None:
    assert not [name for name, info in Settings.model_fields.items() if not info.description]


def test_names_are_those_of_the_environment() -> None:
    assert environment_name("port") == "PORT"
    assert environment_name("home") == "PERSONA_HOME"
    assert environment_name("model_prices") == "PERSONA_MODEL_PRICES"
    assert environment_name("PORT") == "PORT"


def test_defaults_are_read_back_when_the_example_is_used_as_it_is(tmp_path, monkeypatch) -> None:
    for name in list(os.environ):
        if name.startswith(("PERSONA_", "OPENAI_")) or name in {"HOST", "PORT", "DATABASE_URL"}:
            monkeypatch.delenv(name)
    given = [line.removeprefix("# ") for line in example().splitlines() if line.startswith("# ") and "=" in line and not line.endswith("=")]
    file = tmp_path / "env"
    file.write_text("\n".join(line for line in given if line.split("=")[0].isupper()))

    assert Settings(_env_file=file) == Settings(_env_file=None)
    assert len(file.read_text().splitlines()) > 10


@pytest.mark.parametrize("secret", ["openai_api_key"])
def test_secrets_have_no_example_value(secret: str) -> None:
    assert f"# {environment_name(secret)}=\n" in example()
