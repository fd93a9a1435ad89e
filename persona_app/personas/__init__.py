"""The aggregate: a persona with its data, versions and decisions."""
