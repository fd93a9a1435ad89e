"""What others may ask of this domain."""
