"""The layouts that dialogue comes in, each read to the same films."""
