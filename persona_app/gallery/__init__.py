"""Public personas: finding them, liking them, making one's own from them. It reads what `publishing` wrote, and nothing private."""
