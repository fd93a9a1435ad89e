"""Which fault has which result, and which test shows it: `docs/FAULTS.md` is written from here (`python -m tools.fault_doc`).

    @fault(area="Processes", what="A worker is killed in the middle of a build", result="Another takes the run over …")
    async def test_…

    @fault_table(area="Model", rows=[(row.id, row.what, row.result) for row in ROWS])
    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
    async def test_…

A test may show several faults (decorate it several times), and a fault may be shown by several tests (say the same words).
Whatever a decorator is given must be known when the module is imported.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

ROOT = Path(__file__).resolve().parents[1]
Area = Literal["Model", "Processes", "People", "Attackers"]
AREAS: tuple[Area, ...] = get_args(Area)
T = TypeVar("T", bound=Callable[..., Any])


@dataclass(frozen=True, order=True, kw_only=True)
class Fault:
    """One thing that goes wrong, what comes of it, and the test that shows it (`file::test` or `file::test[row]`)."""

    area: Area
    what: str
    result: str
    test: str


class Registry:
    """All faults that were registered, each once however often its module was imported."""

    def __init__(self) -> None:
        self._kept: set[Fault] = set()

    def add(self, *, area: Area, what: str, result: str, test: str) -> None:
        """Keep one.

        Raises:
            ValueError: the area is none, or a sentence is missing.
        """
        if area not in AREAS or not what.strip() or not result.strip():
            raise ValueError(f"{test}: a fault needs an area of {AREAS}, what goes wrong, and what comes of it")
        self._kept.add(Fault(area=area, what=" ".join(what.split()), result=" ".join(result.split()), test=test))

    def faults(self) -> tuple[Fault, ...]:
        """All of them, always in the same order."""
        return tuple(sorted(self._kept, key=lambda each: (AREAS.index(each.area), each.test.partition("::")[0], each)))


REGISTRY = Registry()


def fault(*, area: Area, what: str, result: str, registry: Registry = REGISTRY) -> Callable[[T], T]:
    """The decorated test shows that `what` has this result."""
    return fault_table(area=area, rows=[("", what, result)], registry=registry)


def fault_table(*, area: Area, rows: Iterable[tuple[str, str, str]], registry: Registry = REGISTRY) -> Callable[[T], T]:
    """Each row of the decorated, parametrized test shows a fault: (the row's id, what goes wrong, what comes of it)."""
    kept = list(rows)

    def register(test: T) -> T:
        for row, what, result in kept:
            registry.add(area=area, what=what, result=result, test=address_of(test) + (f"[{row}]" if row else ""))
        return test

    return register


def address_of(test: Callable[..., Any]) -> str:
    """File and name, as pytest takes them."""
    while hasattr(test, "__wrapped__"):
        test = test.__wrapped__
    return f"{Path(test.__code__.co_filename).resolve().relative_to(ROOT)}::{test.__qualname__.replace('.', '::')}"
