"""Turns what people submit (text, addresses, files) into stored words: fetches safely, extracts, refuses with a reason."""
