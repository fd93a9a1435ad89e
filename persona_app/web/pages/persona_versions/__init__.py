"""The versions of a persona."""
