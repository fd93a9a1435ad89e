"""Estimates that err on the safe side."""

import pytest

from persona_app.llm.tokens import answer_reserve, chunk_chars_for, estimate_tokens


@pytest.mark.parametrize(("text", "least"), [("", 0), ("word", 2), ("a b c d", 6), ("面" * 30, 30), ("x" * 300, 100), ("\ud83d", 2)])
def test_the_larger_of_both_estimates_counts(text: str, least: int) -> None:
    assert estimate_tokens(text) == least


@pytest.mark.parametrize("context", [2_000, 4_000, 8_000, 32_000, 128_000, 1_000_000])
def test_a_chunk_leaves_room_for_instructions_and_answer(context: int) -> None:
    chunk = chunk_chars_for(context)

    assert 500 <= chunk <= 12_000
    assert estimate_tokens("面" * chunk) + answer_reserve(context) + 600 <= context


def test_a_larger_context_never_takes_a_smaller_chunk() -> None:
    chunks = [chunk_chars_for(context) for context in range(2_000, 60_000, 500)]

    assert chunks == sorted(chunks)
    assert chunks[-1] == 12_000
