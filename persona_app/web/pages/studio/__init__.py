"""My personas."""
