"""How long is kept what is only kept for a time."""

from datetime import timedelta

ANSWERS_KEPT = timedelta(hours=24)
"""Answers to requests with an idempotency key: so long are repeats recognised, and so long lie the answers there."""
