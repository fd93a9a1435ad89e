"""A persona's name, archive and end."""
