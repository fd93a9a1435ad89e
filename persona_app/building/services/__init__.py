"""Asking for builds."""
