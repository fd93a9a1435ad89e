"""What every domain rests on: settings, database, errors, clock, ids."""
