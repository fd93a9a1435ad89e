"""The gallery, what somebody liked and a creator's page, as HTML that the server writes: the first paint and every part after it."""
