"""What visitors reported, for the operator."""
