"""Importing, exporting, and what lies between."""
