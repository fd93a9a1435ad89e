"""Telling other programs what happened: addresses of an owner, what is sent to them, and what they answered."""
