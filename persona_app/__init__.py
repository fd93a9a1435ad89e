"""Persona Studio: AI personas in which every claim leads back to its source."""
