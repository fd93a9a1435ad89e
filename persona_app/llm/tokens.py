"""How many tokens a text may take, estimated without a tokenizer.

Tokenizers need a download for each model. Byte-pair vocabularies average more than three bytes a token in every script we
measured, and rarely more than 1.4 tokens a word in Latin scripts, so the larger of the two estimates errs on the safe side.
"""

import math

BYTES_PER_TOKEN = 3
TOKENS_PER_WORD = 1.4
MESSAGE_OVERHEAD = 64
"""Tokens for roles, separators and delimiters around the messages of one call."""

MOST_CHUNK_CHARS = 12_000
"""Longer chunks make models skip claims in the middle of them."""

LEAST_CHUNK_CHARS = 500
QUESTION_SHARE = 0.5
INSTRUCTION_TOKENS = 600


def estimate_tokens(text: str) -> int:
    """An upper estimate of what `text` takes in any common model's vocabulary."""
    utf8_bytes = len(text.encode("utf-8", "replace"))
    return math.ceil(max(utf8_bytes / BYTES_PER_TOKEN, len(text.split()) * TOKENS_PER_WORD))


def answer_reserve(context_tokens: int) -> int:
    """Tokens of the context that a question must leave for its answer."""
    return max(256, context_tokens // 8)


def chunk_chars_for(context_tokens: int) -> int:
    """How many characters one extract question may carry, in any script.

    Half of the context is for the answer, since claims repeat the words they quote; what remains beside the instructions is
    counted at one token a character, as in Chinese or Japanese.
    """
    room = int(context_tokens * QUESTION_SHARE) - INSTRUCTION_TOKENS
    return min(MOST_CHUNK_CHARS, max(LEAST_CHUNK_CHARS, room))
