"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
DRAWERS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
MARKERS = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b|NotImplementedErr" + r"or|pytest\.mark\.(?:skip|xfail)\b(?!if)")
REGISTRIES = ("registry." + "npmjs", "npm" + "mirror.com", "pypi." + "org", "python" + "hosted.org", "registry.yarn" + "pkg")
TEXT = {".py", ".toml", ".txt", ".in", ".md", ".json", ".yaml", ".yml", ".lock", ".cfg", ".ini", ".sh", ".css", ".js", ""}


def committed() -> list[Path]:
    """Every file that git keeps and that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def python_files(*folders: str) -> list[Path]:
    """The Python below these folders, tracked or not yet."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each imported module with the names taken from it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", tuple(alias.name for alias in node.names)


def shown(path: Path) -> str:
    """The path as a reader knows it."""
    return str(path.relative_to(ROOT))


def test_files_stay_short() -> None:
    long = {
        shown(path): n for path in python_files("persona_app", "tools", "tests") if (n := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not long


def test_functions_stay_short() -> None:
    long = {
        f"{shown(path)}:{node.lineno} {node.name}": lines
        for path in python_files("persona_app", "tools")
        for node in functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long


def test_nothing_commits_or_rolls_back_but_the_unit_of_work() -> None:
    """Services flush; the edge that opened the unit of work commits it."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "persona_app").rglob("*.py"))
        if path.parent.name != "core"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"commit", "rollback"}
    ]
    assert found == []


def test_no_module_is_a_drawer() -> None:
    assert not [shown(path) for path in python_files("persona_app", "tools", "tests") if DRAWERS & {path.stem, *path.parent.parts}]


def test_nothing_is_left_for_later() -> None:
    open_ends = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in python_files("persona_app", "tests", "tools", "alembic")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if MARKERS.search(line)
    ]
    assert not open_ends


def test_no_registry_is_named() -> None:
    named = [
        (shown(path), registry)
        for path in committed()
        if path.suffix in TEXT and "shared" not in path.parts
        for registry in REGISTRIES
        if registry in path.read_text(errors="replace")
    ]
    assert not named


def test_alembic_has_no_package_file() -> None:
    """It would hide the library of that name."""
    assert not (ROOT / "alembic" / "__init__.py").exists()


@pytest.mark.parametrize("interface", ["web", "api", "cli"])
def test_interfaces_take_nothing_but_the_session_type_from_sqlmodel(interface: str) -> None:
    taken = [
        (shown(path), names)
        for path in python_files(f"persona_app/{interface}")
        for module, names in imports(path)
        if module.split(".")[0] == "sqlmodel" and names != ("Session",)
    ]
    assert not taken


def test_pages_do_not_know_each_other() -> None:
    pages = ROOT / "persona_app" / "web" / "pages"
    strangers = [
        (shown(path), module)
        for path in python_files("persona_app/web/pages")
        if path.parent != pages
        for module, _ in imports(path)
        if module.startswith("persona_app.web.pages.") and module.split(".")[3] != path.relative_to(pages).parts[0]
    ]
    assert not strangers


def test_every_package_says_what_it_is() -> None:
    silent = [
        shown(path)
        for path in python_files("persona_app")
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert not silent
