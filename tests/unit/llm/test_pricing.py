"""Costs to the cent, or unknown."""

from decimal import Decimal

from persona_app.core.config import ModelPrice
from persona_app.llm.pricing import cost_usd

PRICES = {"m": ModelPrice(prompt=Decimal("0.40"), completion=Decimal("1.60"))}


def test_prompt_and_answer_are_charged_at_their_own_price() -> None:
    assert cost_usd(PRICES, model="m", prompt_tokens=1_000_000, completion_tokens=500_000) == Decimal("1.20")


def test_small_calls_are_not_rounded_away() -> None:
    assert cost_usd(PRICES, model="m", prompt_tokens=1, completion_tokens=0) == Decimal("0.0000004")


def test_the_cost_is_unknown_when_the_model_has_no_price() -> None:
    assert cost_usd(PRICES, model="other", prompt_tokens=1, completion_tokens=1) is None
