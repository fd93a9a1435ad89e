"""Addresses of public personas: what is readable of name and headline, and six characters that nobody guesses."""

from collections.abc import Callable
from hashlib import sha256

from nanoid import generate
from slugify import slugify

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
RANDOM_CHARACTERS = 6
LONGEST_READABLE = 60
LONGEST_SLUG = LONGEST_READABLE + 1 + RANDOM_CHARACTERS
PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
NAMELESS = "persona"


def random_characters() -> str:
    """Six of 36 characters, from the system's source of randomness."""
    return str(generate(ALPHABET, RANDOM_CHARACTERS))


def make_slug(name: str, headline: str, *, random: Callable[[], str] = random_characters) -> str:
    """Name, headline, then six random characters, hyphens between words; any script in Latin letters, at most 67 characters.

    The headline is cut at a word; what no transliteration knows is left out, and a persona of which nothing is left is called so.
    """
    readable = slugify(f"{name[:200]} {headline[:200]}", max_length=LONGEST_READABLE, word_boundary=True, save_order=True)
    return f"{readable or NAMELESS}-{random()}"


def digest_of(slug: str) -> str:
    """What is kept of an address for good."""
    return sha256(slug.encode(errors="surrogatepass")).hexdigest()
