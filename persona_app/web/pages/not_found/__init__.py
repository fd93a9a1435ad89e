"""What stands at an address that leads to nothing."""
