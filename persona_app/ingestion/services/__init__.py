"""What ingestion can do, one capability per module."""
