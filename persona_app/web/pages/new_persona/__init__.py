"""Making a persona."""
