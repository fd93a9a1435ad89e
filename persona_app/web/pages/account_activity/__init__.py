"""My own trail."""
