"""The persona's profile, with the words behind each claim."""
