"""Numbers in words."""

from decimal import Decimal

from persona_app.core.plurals import counted

KILO = 1000
SHOWN_LEAST = 0.05
MINUTE = 60
HOUR = 3600


count = counted
"""As pages call it."""


def size(number_of_bytes: int) -> str:
    """Bytes in decimal units (SI), as browsers and file managers count."""
    if number_of_bytes < KILO:
        return count(number_of_bytes, "byte")
    if number_of_bytes < KILO * KILO:
        return f"{number_of_bytes / KILO:.1f} kB" if number_of_bytes < 10 * KILO else f"{number_of_bytes / KILO:.0f} kB"
    return f"{number_of_bytes / KILO / KILO:.1f} MB"


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`."""
    if seconds < 1:
        return f"{seconds:.1f} s" if seconds >= SHOWN_LEAST else "under 0.1 s"
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return f"{whole // MINUTE} min" + (f" {whole % MINUTE} s" if whole % MINUTE else "")
    return f"{whole // HOUR} h" + (f" {whole % HOUR // MINUTE} min" if whole % HOUR // MINUTE else "")


def remaining(seconds: float | None) -> str:
    """An estimate, rounded so that it does not pretend to know more than it does; empty when there is none."""
    if seconds is None:
        return ""
    if seconds < 10:
        return "a few seconds left"
    if seconds < MINUTE:
        return f"about {round(seconds / 10) * 10} s left" if seconds < 55 else "about a minute left"
    if seconds < HOUR:
        return f"about {count(round(seconds / MINUTE), 'minute')} left"
    return f"about {count(round(seconds / HOUR), 'hour')} left"


def dollars(cost: Decimal | None) -> str:
    """`no cost`, `$0.0042`, `$1.25`; says so when the price is not known."""
    if cost is None:
        return "price unknown"
    if cost == 0:
        return "no cost"
    if cost < Decimal("0.0001"):
        return "under $0.0001"
    return f"${cost:.4f}" if cost < Decimal("0.1") else f"${cost:,.2f}"
