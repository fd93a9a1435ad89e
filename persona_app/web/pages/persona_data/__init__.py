"""What was submitted about a persona."""
