"""Whether what claims cite is really there, asked while a persona's versions arrive: nothing is cited that nobody can look up.

Versions repeat each other's citations, so each is looked up once; texts are held for as long as there is room.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

MOST_CHARACTERS = 20_000_000
"""Of texts that are held."""
Cited = tuple[str, int, int, str]


class Evidence:
    """What stands where.

    Attributes:
        dropped: how many citations led nowhere, each counted once.
    """

    def __init__(self, *, text_of: Callable[[UUID], str | None], decisions: Collection[UUID], lines: dict[UUID, set[str]]) -> None:
        self._text_of, self._decisions, self._lines = text_of, frozenset(decisions), lines
        self._texts: OrderedDict[UUID, str] = OrderedDict()
        self._found: dict[Cited, bool] = {}

    @property
    def dropped(self) -> int:
        """Citations that were left out."""
        return sum(not is_there for is_there in self._found.values())

    def keep(self, node: Any) -> Any:
        """The same JSON without citations that lead nowhere, and without claims and scores that have no other; None for one of those."""
        if isinstance(node, list):
            return [kept for each in node if (kept := self.keep(each)) is not None or each is None]
        if not isinstance(node, dict):
            return node
        if not isinstance(node.get("citations"), list):
            kept = {key: self.keep(inner) for key, inner in node.items()}
            has_lost_a_side = any(node.get(side) is not None and kept.get(side) is None for side in ("left", "right"))
            return None if has_lost_a_side else kept
        cited = [each for each in node["citations"] if isinstance(each, dict) and self._stands(each)]
        return {**node, "citations": cited} if cited else None

    def _stands(self, citation: dict[str, Any]) -> bool:
        """An inherited one names a parent that may be anybody's, and stands by itself (decision 28)."""
        kind = citation.get("kind")
        if kind == "inherited":
            return True
        if kind == "author":
            key: Cited = (str(citation.get("decision_id")), 0, 0, "")
        else:
            key = (str(citation.get(f"{kind}_id")), citation["start"], citation["end"], citation["quote"])
        if key not in self._found:
            self._found[key] = self._look(str(kind), UUID(key[0]), *key[1:])
        return self._found[key]

    def _look(self, kind: str, found: UUID, start: int, end: int, quote: str) -> bool:
        if kind == "author":
            return found in self._decisions
        if kind == "line":
            return any(line[start:end] == quote for line in self._lines.get(found, ()))
        return kind == "data" and bool(quote) and self._text(found)[start:end] == quote

    def _text(self, data_id: UUID) -> str:
        if data_id not in self._texts:
            self._texts[data_id] = self._text_of(data_id) or ""
            while len(self._texts) > 1 and sum(map(len, self._texts.values())) > MOST_CHARACTERS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(data_id)
        return self._texts[data_id]
