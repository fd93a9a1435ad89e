"""What is said of one code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One code: its title in problem documents, why it comes, and what to do."""

    title: str
    cause: str
    cure: str
