"""Imports of many files: sending them, how far each is, and what became of each file."""
