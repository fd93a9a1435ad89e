"""The content of a persona, written by hand."""
