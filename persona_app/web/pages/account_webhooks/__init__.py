"""My webhooks: addresses that are told of what happens, and their log."""
