"""What others may ask of publishing."""
