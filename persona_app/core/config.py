"""Settings: read once from the environment and `.env`, validated, documented here and nowhere else.

`.env.example` and the README's table are generated from this class (`persona settings`).
"""

import os
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, IPvAnyNetwork, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LONGEST_NAME, LONGEST_DISPLAY_NAME, LONGEST_DESCRIPTION, LONGEST_CONTENT = 200, 1_000, 10_000, 1_000_000
"""What the settings of these lengths may be at most: in characters, of a content in bytes. The database refuses what is longer."""


class ModelPrice(BaseModel):
    """What a model costs, in US dollars for a million tokens."""

    model_config = ConfigDict(frozen=True)

    prompt: Decimal = Field(ge=0)
    completion: Decimal = Field(ge=0)


def default_home() -> Path:
    """`~/.persona-studio`; for root, whose home others cannot enter, `/var/lib/persona-studio`.

    PostgreSQL refuses to run as root, so as root the data must lie where an unprivileged user can reach it.
    """
    home = Path.home()
    if os.name == "posix" and os.geteuid() == 0 and not all(p.stat().st_mode & 0o001 for p in (home, *home.parents)):
        return Path("/var/lib/persona-studio")
    return home / ".persona-studio"


class Settings(BaseSettings):
    """Everything that can be configured. Names in the environment are those of the aliases."""

    model_config = SettingsConfigDict(env_file=".env", env_prefix="PERSONA_", extra="ignore", frozen=True, populate_by_name=True)

    home: Path = Field(default_factory=default_home, description="Where the embedded database, logs and files live.")
    host: str = Field("localhost", validation_alias=AliasChoices("HOST"), description="Address to listen on.")
    port: int = Field(3000, ge=1, le=65535, validation_alias=AliasChoices("PORT"), description="Port to listen on.")
    database_url: str | None = Field(
        None,
        validation_alias=AliasChoices("DATABASE_URL"),
        description=(
            "A PostgreSQL (15 or later) to use instead of the embedded one: postgresql://user:password@host/name. "
            "At the first start its user needs to own the database, and CREATEROLE or an administrator's help (docs/decisions, 12)."
        ),
    )
    postgres_max_connections: int = Field(100, ge=10, le=1000, description="Connections the embedded PostgreSQL takes, over all processes.")
    public_url: str | None = Field(
        None, description="The address people use, when it differs from host and port; https turns secure cookies on."
    )

    trusted_proxies: tuple[IPvAnyNetwork, ...] = Field(
        (),
        description='Addresses or networks of your reverse proxies, as JSON (["10.0.0.0/8"]): their X-Forwarded-For tells who asks, '
        "for the lock after wrong passwords. Empty: nobody is believed.",
    )

    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_API_KEY"),
        description="Key of an OpenAI-compatible endpoint. Without it and without a base URL the offline engine works.",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_BASE_URL"),
        description="Base URL of an OpenAI-compatible endpoint (Ollama, vLLM, LM Studio, llama.cpp).",
    )
    engine: Literal["auto", "offline", "openai"] = Field(
        "auto", description="Which engine writes: auto takes the model when one is configured."
    )
    model: str = Field("gpt-4.1-mini", description="Name of the model to ask.")
    moderation_model: str = Field(
        "omni-moderation-latest",
        description="What rates texts and pictures at the endpoint's /moderations, if it has that; empty: it is never asked.",
    )
    model_context_tokens: int = Field(
        32_000, ge=2_000, description="How many tokens the model takes in one call, question and answer together."
    )
    model_call_seconds: float = Field(120, gt=0, description="Deadline of one model call, in seconds, over everything it does.")
    model_patience_seconds: float = Field(
        900, gt=0, description="How long a run waits for a model that is down or limits the rate, in seconds."
    )
    model_parallel_calls: int = Field(4, ge=1, le=256, description="Calls to one endpoint at the same time, over all processes.")
    model_prices: dict[str, ModelPrice] = Field(
        default_factory=lambda: {
            "gpt-4.1": ModelPrice(prompt=Decimal("2.00"), completion=Decimal("8.00")),
            "gpt-4.1-mini": ModelPrice(prompt=Decimal("0.40"), completion=Decimal("1.60")),
            "gpt-4.1-nano": ModelPrice(prompt=Decimal("0.10"), completion=Decimal("0.40")),
        },
        description="US dollars for a million tokens, by model, as JSON.",
    )

    upload_max_bytes: int = Field(10_000_000, ge=1, description="Largest file or paste, in bytes.")
    upload_max_count: int = Field(20, ge=1, description="Most files and addresses in one submission.")
    name_max_characters: int = Field(100, ge=20, le=LONGEST_NAME, description="Longest name of a persona, in characters; at most 200.")
    display_name_max_characters: int = Field(
        200, ge=20, le=LONGEST_DISPLAY_NAME, description="Longest display name of a persona, in characters; at most 1,000."
    )
    description_max_characters: int = Field(
        1_000, ge=20, le=LONGEST_DESCRIPTION, description="Longest description of a persona, in characters; at most 10,000."
    )
    content_max_bytes: int = Field(
        50_000, ge=1_000, le=LONGEST_CONTENT, description="Longest content that a person may write, in bytes of UTF-8; at most 1,000,000."
    )
    most_generations: int = Field(10, ge=2, le=100, description="Longest line of parents and children, in personas.")
    most_templates: int = Field(200, ge=1, le=10_000, description="Most templates of one's own, per account.")
    corpus_max_bytes: int = Field(
        1_000_000_000, ge=1, description="Largest file of a dialogue corpus, unpacked, and largest download of one, in bytes."
    )
    import_max_bytes: int = Field(2_000_000_000, ge=1, description="Largest archive of many files that is sent to be imported, in bytes.")
    import_max_files: int = Field(20_000, ge=1, le=100_000, description="Most files of one import of many.")
    import_most_open: int = Field(
        20, ge=1, le=1_000, description="Most imports of many files that an account may have without an end: arriving, waiting or at work."
    )
    fetch_max_bytes: int = Field(2_000_000, ge=1, description="Largest page fetched from a URL, decoded, in bytes.")
    fetch_seconds: float = Field(20, gt=0, description="Deadline for fetching one URL, redirects included, in seconds.")
    extract_seconds: float = Field(60, gt=0, description="Deadline for reading one PDF, DOCX or HTML page, in seconds.")
    fetch_allow: tuple[str, ...] = Field(
        (), description="host:port pairs, as JSON, that may be fetched although their address is private. For tests."
    )
    picture_max_bytes: int = Field(10_000_000, ge=1_000, description="Largest profile picture, in bytes.")
    picture_seconds: float = Field(20, gt=0, description="Deadline for reading one profile picture, in seconds.")
    picture_store: Literal["folder", "s3"] = Field(
        "folder", description="Where profile pictures lie: folder (`pictures` in PERSONA_HOME), or s3 for several machines."
    )
    s3_endpoint: str = Field("", description="Address of an S3-compatible store, for example https://s3.eu-central-1.amazonaws.com.")
    s3_region: str = Field("us-east-1", description="Region of the bucket; most stores of one's own take any.")
    s3_bucket: str = Field("", description="The bucket, which must exist. Nobody else needs to read it: the program serves its pictures.")
    s3_access_key_id: str = Field("", description="Name of the key that may put, get and delete objects in the bucket.")
    s3_secret_access_key: SecretStr | None = Field(None, description="The key's secret.")
    webhook_seconds: float = Field(10, gt=0, description="How long a webhook's receiver may take to answer, in seconds.")
    webhook_log_days: float = Field(30, gt=0, description="What was sent to webhooks, and what they answered, is kept so many days.")
    webhook_allow: tuple[str, ...] = Field(
        (), description="host:port pairs, as JSON, that webhooks may be sent to although their address is private or their port another."
    )
    worker_jobs: int = Field(4, ge=1, le=64, description="Jobs that one worker process runs at the same time.")
    session_idle_hours: float = Field(72, gt=0, description="A session ends after so many hours without use.")
    session_max_days: float = Field(30, gt=0, description="A session ends after so many days in any case.")
    login_attempts: int = Field(10, ge=1, description="Wrong passwords, per account and per address, before a lock.")
    login_window_seconds: float = Field(
        300, gt=0, description="Span in which wrong passwords are counted, and length of the lock, in seconds."
    )
    api_requests_per_minute: int = Field(1200, ge=1, description="Requests to /v1 that one account's programs may send in a minute.")
    visitor_requests_per_minute: int = Field(
        300, ge=1, description="Requests to /v1 without a token that one address may send in a minute; of IPv6, one network of 64 bits."
    )
    api_wait_seconds: float = Field(
        120, gt=0, description="How long a request to /v1 may wait for a build (Prefer: wait, and the older endpoints), in seconds."
    )
    log_max_days: float = Field(30, gt=0, description="Log files are deleted when they are so many days old.")
    event_words_days: float = Field(
        730, gt=0, description="Names leave the trail's events when these are so many days old; kinds, times, ids and hashes stay for good."
    )
    use_days: float = Field(365, gt=0, description="The days' counts of what was used are kept so long, in days; sums stay.")
    metrics_token: SecretStr | None = Field(
        None,
        description="What /metrics wants as a bearer token. Without it, only programs on this machine may read them, not through a proxy.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="Least level that is logged.")
    dev: Annotated[bool, Field(description="Development mode.")] = False

    @model_validator(mode="after")
    def _s3_is_complete(self) -> "Settings":
        if self.picture_store == "s3" and not (self.s3_endpoint and self.s3_bucket and self.s3_access_key_id and self.s3_secret_access_key):
            raise ValueError("PERSONA_PICTURE_STORE=s3 needs PERSONA_S3_ENDPOINT, _BUCKET, _ACCESS_KEY_ID and _SECRET_ACCESS_KEY")
        return self


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The process's settings, read on first use.

    Raises:
        pydantic.ValidationError: a setting is invalid; the error names it.
    """
    return Settings()
