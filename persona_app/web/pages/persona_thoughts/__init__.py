"""What a persona thinks, by run and character."""
