"""What can be done with a persona, one capability per module."""
