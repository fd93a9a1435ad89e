"""Engines: what writes. One protocol, an OpenAI-compatible model and the built-in offline engine behind it."""
