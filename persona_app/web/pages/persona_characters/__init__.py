"""Film characters of a persona."""
