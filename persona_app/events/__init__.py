"""What happened: one row per lifecycle event, written in the transaction of what it speaks of."""
