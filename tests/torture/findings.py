"""What a siege showed: figures, and what was not as it must be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.model_server.stub import Call
from tests.torture.checking import Strike
from tests.torture.programs import Ledger


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The result of one scenario.

    Attributes:
        figures: what was measured, by name, in the order of the report.
        wrong: what broke a promise, in words; empty when everything held.
        skipped: why the scenario could not be tried here.
    """

    title: str
    figures: dict[str, str]
    wrong: tuple[str, ...] = ()
    skipped: str = ""

    @classmethod
    def of(
        cls,
        title: str,
        *,
        strikes: Sequence[Strike],
        ledger: Ledger,
        runs: dict[str, int],
        calls: Sequence[Call],
        repeated: int,
        quiet: float,
        wrong: Sequence[str],
    ) -> "Findings":
        """From what a siege counted."""
        struck = Counter(strike.what for strike in strikes)
        under_way = sum(strike.under_way > 0 for strike in strikes)
        figures = {
            "what was done": _listed(struck),
            "with model calls under way": f"{under_way} of {len(strikes)} times",
            "submissions acknowledged": f"{len(ledger.taken):,}",
            "answers": _listed(ledger.answers),
            "runs": _listed(runs),
            "model calls": f"{len(calls):,}, of which {repeated} asked again because they were under way when something broke",
            "last run ended": f"{quiet:.0f} s after the last submission",
        }
        return cls(title=title, figures=figures, wrong=tuple(wrong))


def _listed(counts: Counter[str] | dict[str, int]) -> str:
    return ", ".join(f"{name}: {count:,}" for name, count in sorted(counts.items())) or "none"
