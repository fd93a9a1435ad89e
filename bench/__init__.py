"""Benchmarks: each module with a `run(scale)` measures one thing and returns what it found."""
