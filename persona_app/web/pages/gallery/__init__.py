"""The gallery: public personas, searched as one types."""
