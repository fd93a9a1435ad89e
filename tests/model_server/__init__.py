"""Model servers for tests: a stub that computes its answers from the request alone, and a third-party one (aimock)."""
