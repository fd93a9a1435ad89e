"""Choosing the engine that the settings ask for."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from persona_app.core.config import Settings
from persona_app.llm.breaker import Breaker
from persona_app.llm.openai_engine import OpenAIEngine, base_url_of, host_of
from persona_app.llm.protocol import Engine
from persona_app.llm.slots import Slots


class EngineDescription(BaseModel):
    """What `persona doctor` and the pages say about the engine.

    Attributes:
        endpoint: host of the model server; empty for the offline engine.
        advice: what to do when the configuration cannot work, or what else could be done; empty when all is well.
    """

    model_config = ConfigDict(frozen=True)

    name: Literal["offline", "openai"]
    model: str
    is_extractive: bool
    endpoint: str = ""
    has_key: bool = False
    advice: str = ""


def chosen_engine(settings: Settings) -> Literal["offline", "openai"]:
    """Which engine `auto` means: the model when a key or a base URL is set, else the offline one."""
    if settings.engine != "auto":
        return settings.engine
    has_key = settings.openai_api_key is not None and settings.openai_api_key.get_secret_value().strip() != ""
    return "openai" if has_key or settings.openai_base_url else "offline"


def make_engine(settings: Settings, *, slots: Slots | None = None, breaker: Breaker | None = None) -> Engine:
    """The engine to ask; `slots` limit the parallel calls over all processes, without them only those of this engine.

    `breaker` keeps calls from an endpoint that is down; without one each call is made.

    Belongs to the event loop that first asks it; close it there.
    """
    if chosen_engine(settings) == "openai":
        return OpenAIEngine(settings, slots=slots, breaker=breaker)
    return make_offline_engine()


def described_host(settings: Settings) -> str:
    """The model server's host, as it may be shown."""
    return host_of(base_url_of(settings))


def describe_engine(settings: Settings) -> EngineDescription:
    """The engine in words, without asking it anything."""
    if chosen_engine(settings) == "offline":
        offline = make_offline_engine()
        advice = "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a model of your own, and a model writes instead of the offline engine."
        return EngineDescription(
            name="offline", model=offline.model, is_extractive=True, advice="" if settings.engine == "offline" else advice
        )
    has_key = settings.openai_api_key is not None
    advice = (
        ""
        if has_key or settings.openai_base_url
        else "PERSONA_ENGINE is openai, but OPENAI_API_KEY is not set: every question will be refused."
    )
    return EngineDescription(
        name="openai", model=settings.model, is_extractive=False, endpoint=host_of(base_url_of(settings)), has_key=has_key, advice=advice
    )


def make_offline_engine() -> Engine:
    """The built-in engine, which needs no endpoint."""
    from persona_app.llm.offline.engine import OfflineEngine  # its libraries take a second to import

    engine: Engine = OfflineEngine()
    return engine
