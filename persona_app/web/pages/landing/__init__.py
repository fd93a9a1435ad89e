"""The front page for visitors."""
