"""My account and its tokens."""
