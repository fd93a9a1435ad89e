"""A persona's parent."""
