"""Many files to import at once: folders, archives and tables, all about people of our own."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.factories import cards


def card(name: str, *, words: int = 40) -> bytes:
    """A card of somebody of this name."""
    fields = {**cards.card_v2()["data"], "name": name, "description": f"{name} weighs salt. " + "One more crate. " * words}
    return json.dumps({**cards.card_v2(), "data": fields}).encode()


def picture(name: str) -> bytes:
    """The same as a picture."""
    value = json.loads(card(name))
    return cards.as_png(value, None)


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return out.getvalue()


def folder(at: Path, files: Mapping[str, bytes]) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        (at / name).parent.mkdir(parents=True, exist_ok=True)
        (at / name).write_bytes(data)
    return at


def table(*rows: tuple[str, str]) -> bytes:
    """A table of prompts, as CSV."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([("act", "prompt"), *rows])
    return out.getvalue().encode()
