"""Making a version of a persona public."""
