"""What can be done with the corpora."""
