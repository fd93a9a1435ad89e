"""Pictures of personas: read safely, drawn anew in three sizes, and kept by what they show."""
