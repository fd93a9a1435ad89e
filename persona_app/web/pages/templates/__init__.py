"""Templates: those that come with the program, and one's own."""
