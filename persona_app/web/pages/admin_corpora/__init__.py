"""The collections of film dialogue, for the operator."""
