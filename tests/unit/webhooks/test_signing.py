"""Signatures, as docs/WEBHOOKS.md tells receivers to check them."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from persona_app.events.schemas import EventKind
from persona_app.webhooks.signing import make_secret, signature

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "WEBHOOKS.md").read_text("utf-8")
BODY = '{"id":"1","kind":"published"}'


@pytest.fixture(scope="module")
def is_ours() -> Callable[..., bool]:
    """The example of the page, run as it stands there."""
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102 - our own page
    return names["is_ours"]


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


def test_the_documented_example_takes_what_we_sign(is_ours) -> None:
    secret = make_secret()
    assert is_ours(BODY.encode(), signature(BODY, secrets=[secret], at=_now()), secret)


def test_either_secret_is_taken_when_one_was_rotated(is_ours) -> None:
    new, old = make_secret(), make_secret()
    header = signature(BODY, secrets=[new, old], at=_now())
    assert is_ours(BODY.encode(), header, new) and is_ours(BODY.encode(), header, old)


def test_the_documented_example_refuses_another_secret_body_or_time(is_ours) -> None:
    secret = make_secret()
    header = signature(BODY, secrets=[secret], at=_now())
    assert not is_ours(BODY.encode(), header, make_secret())
    assert not is_ours(BODY.encode() + b" ", header, secret)
    assert not is_ours(BODY.encode(), re.sub(r"t=\d+", f"t={int(time.time()) + 1}", header), secret)
    assert not is_ours(BODY.encode(), signature(BODY, secrets=[secret], at=datetime(2020, 1, 1, tzinfo=UTC)), secret)


@pytest.mark.parametrize("header", ["", "t=", "v1=", "t=x,v1=y", "t=9", ",,,", "t=9,v1=é"])
def test_the_documented_example_refuses_what_is_no_signature(is_ours, header: str) -> None:
    assert is_ours(BODY.encode(), header, "whsec_1") is False


def test_every_kind_is_on_the_page() -> None:
    listed = PAGE.partition("<!-- kinds -->")[2]
    assert set(re.findall(r"`(\w+)`", listed)) == {kind.value for kind in EventKind}, "run python -m tools.webhook_doc"
