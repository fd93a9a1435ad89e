"""The built pages know no address but their own."""

from pathlib import Path

import pytest
import reflex_base

from persona_app.web.same_origin import SameOrigin, with_own_origin

TEMPLATE = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils" / "state.js"


def test_addresses_are_resolved_against_the_page_when_reflex_is_the_known_one() -> None:
    source = with_own_origin(TEMPLATE.read_text())
    assert "window.location.origin);" in source
    assert 'window.location.protocol === "https:" ? "wss:" : "ws:"' in source


def test_second_pass_changes_nothing() -> None:
    once = with_own_origin(TEMPLATE.read_text())
    assert with_own_origin(once) == once


def test_build_stops_when_reflex_resolves_addresses_in_another_way() -> None:
    with pytest.raises(RuntimeError, match=r"adapt persona_app/web/same_origin\.py"):
        with_own_origin("export const getBackendURL = (url) => new URL(url);")


def test_endpoints_are_paths() -> None:
    assert all(path.startswith("/") and "//" not in path for path in SameOrigin().update_env_json().values())
