"""The personas that somebody likes."""
