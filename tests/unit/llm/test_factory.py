"""Which engine the settings mean."""

from typing import Any

import pytest

from persona_app.core.config import Settings
from persona_app.llm.factory import chosen_engine, describe_engine, make_engine


def _settings(**chosen: Any) -> Settings:
    return Settings(_env_file=None, **({"openai_api_key": None, "openai_base_url": None} | chosen))


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ({}, "offline"),
        ({"openai_api_key": ""}, "offline"),
        ({"openai_api_key": " "}, "offline"),
        ({"openai_api_key": "sk-x"}, "openai"),
        ({"openai_base_url": "http://127.0.0.1:11434/v1"}, "openai"),
        ({"engine": "offline", "openai_api_key": "sk-x"}, "offline"),
        ({"engine": "openai"}, "openai"),
    ],
)
def test_the_engine_follows_the_settings(chosen: dict[str, Any], name: str) -> None:
    settings = _settings(**chosen)

    assert chosen_engine(settings) == name
    assert make_engine(settings).name == name
    assert describe_engine(settings).name == name
    assert describe_engine(settings).model == make_engine(settings).model
    assert describe_engine(settings).is_extractive == (name == "offline")


def test_the_description_shows_the_host_and_no_secret() -> None:
    description = describe_engine(_settings(openai_base_url="http://user:pass@127.0.0.1:11434/v1", openai_api_key="sk-x"))

    assert description.endpoint == "127.0.0.1:11434"
    assert description.has_key
    assert "sk-x" not in str(description)
    assert "pass" not in str(description)


def test_advice_is_given_when_the_model_was_chosen_without_a_key() -> None:
    assert "OPENAI_API_KEY" in describe_engine(_settings(engine="openai")).advice
    assert "OPENAI_API_KEY" in describe_engine(_settings()).advice
    assert describe_engine(_settings(engine="offline")).advice == ""
