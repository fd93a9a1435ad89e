"""Runs and events of a persona."""
