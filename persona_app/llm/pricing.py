"""What a call costs, from the table in the settings."""

from collections.abc import Mapping
from decimal import Decimal

from persona_app.core.config import ModelPrice

MILLION = Decimal(1_000_000)


def cost_usd(prices: Mapping[str, ModelPrice], *, model: str, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
    """US dollars for one call; None when the table has no price for this model."""
    price = prices.get(model)
    if price is None:
        return None
    return (prompt_tokens * price.prompt + completion_tokens * price.completion) / MILLION
