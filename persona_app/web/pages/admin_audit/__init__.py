"""Everybody's trail, for the operator."""
