"""A creator's public personas."""
