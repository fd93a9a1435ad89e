"""Film lines into thoughts: which lines are read, which thoughts they bear, which of those are kept."""
