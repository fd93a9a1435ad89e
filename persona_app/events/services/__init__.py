"""What can be done with the trail: add to it, read it."""
