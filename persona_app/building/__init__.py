"""The pipeline that computes a version from all evidence."""
