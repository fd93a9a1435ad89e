"""What can be done with accounts, one capability per module."""
