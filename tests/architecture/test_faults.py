"""docs/FAULTS.md says what the tests show, and names tests that exist."""

import re

import pytest

from tests import faults
from tools import fault_doc

ADDRESS = re.compile(r"`(tests/[^:`]+)::(\w+)[^`]*` \|$", re.MULTILINE)


def test_the_page_says_what_the_tests_show() -> None:
    fault_doc.load()

    assert fault_doc.TARGET.read_text() == fault_doc.render(faults.REGISTRY.faults()), "run: python -m tools.fault_doc"


def test_every_test_that_the_page_names_exists() -> None:
    named = set(ADDRESS.findall(fault_doc.TARGET.read_text()))

    assert named
    assert [(file, name) for file, name in named if f"def {name}(" not in (fault_doc.ROOT / file).read_text()] == []


def test_a_fault_is_listed_once_when_its_module_is_imported_twice() -> None:
    registry = faults.Registry()
    for _ in range(2):
        faults.fault(area="Model", what="It breaks", result="It mends", registry=registry)(test_the_page_says_what_the_tests_show)

    (only,) = registry.faults()
    assert only.test == "tests/architecture/test_faults.py::test_the_page_says_what_the_tests_show"


def test_rows_are_listed_by_area_and_test_whatever_the_order_of_registration() -> None:
    registry = faults.Registry()
    show = test_the_page_says_what_the_tests_show
    faults.fault_table(area="People", rows=[("b", "Two tabs", "Merged"), ("a", "A socket | drops", "Picked up")], registry=registry)(show)
    faults.fault(area="Model", what="It breaks", result="It mends", registry=registry)(show)

    assert [each.what for each in registry.faults()] == ["It breaks", "A socket | drops", "Two tabs"]
    assert "| A socket \\| drops | Picked up | `tests/" in fault_doc.render(registry.faults())


def test_a_fault_without_a_result_is_refused() -> None:
    with pytest.raises(ValueError, match="what comes of it"):
        faults.fault(area="Model", what="It breaks", result=" ", registry=faults.Registry())(test_a_fault_without_a_result_is_refused)
