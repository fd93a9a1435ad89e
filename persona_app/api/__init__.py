"""What programs see: the REST API."""
