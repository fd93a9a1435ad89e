"""The dialogue corpora: films, their characters, and what these say to each other."""
