"""Write the typed Python client into clients/python from the interface's own description: `python -m tools.client`.

The generator lives in a virtual environment of its own, locked in requirements/client.txt: it asks for other versions of packages
that the product has. A test fails while clients/python/openapi.json differs from what the program says.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from tools.steps import BIN, ROOT, run, step

TARGET = ROOT / "clients" / "python"
DESCRIPTION = TARGET / "openapi.json"
CONFIGURATION = """project_name_override: persona-studio-client
package_name_override: persona_studio_client
docstrings_on_attributes: true
post_hooks: []
content_type_overrides:
  image/png: application/octet-stream
  image/jpeg: application/octet-stream
  image/webp: application/octet-stream
  application/zip: application/octet-stream
  application/yaml: application/octet-stream
  text/markdown: application/octet-stream
  text/plain: application/octet-stream
"""
"""Files travel as bytes, whatever they are."""


def described() -> dict[str, Any]:
    """The OpenAPI document, as the program gives it."""
    from persona_app.api.app import create_api

    return create_api().openapi()


def written(document: dict[str, Any]) -> str:
    """The document as it is kept beside the client."""
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def generate() -> None:
    """Make the environment, run the generator, and put its result into the target."""
    with tempfile.TemporaryDirectory(prefix="persona-client-") as name:
        folder = Path(name)
        (folder / "openapi.json").write_text(written(described()), encoding="utf-8")
        (folder / "configuration.yml").write_text(CONFIGURATION)
        with step("install the generator"):
            run([BIN / "uv", "venv", "-q", folder / "venv"])
            python = folder / "venv" / BIN.name / "python"
            run([BIN / "uv", "pip", "sync", "-q", "--require-hashes", "--python", python, ROOT / "requirements" / "client.txt"])
        with step("generate the client"):
            options = ["--path", folder / "openapi.json", "--config", folder / "configuration.yml", "--output-path", folder / "made"]
            run([folder / "venv" / BIN.name / "openapi-python-client", "generate", "--meta", "pdm", "--fail-on-warning", *options])
        shutil.rmtree(TARGET, ignore_errors=True)
        shutil.copytree(folder / "made", TARGET, ignore=shutil.ignore_patterns(".ruff_cache"))
        DESCRIPTION.write_text((folder / "openapi.json").read_text("utf-8"), encoding="utf-8")
    with step("format it"):
        run([BIN / "ruff", "format", "-q", "--isolated", TARGET])


if __name__ == "__main__":
    generate()
