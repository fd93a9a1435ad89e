"""What pages show: frozen, ready to print, made by pure functions from what services return."""
