"""Pure functions of typed arguments, from which pages are put together."""
