"""Durable work: enqueue, run, progress, recovery."""
