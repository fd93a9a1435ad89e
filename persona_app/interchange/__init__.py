"""Personas that come from elsewhere: the table of an older system, taken over without loss."""
