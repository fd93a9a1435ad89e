"""Requests of programs that may be sent twice and happen once."""
