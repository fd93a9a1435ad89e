"""The built-in engine: answers by rules and word lists, needs no model and no download, and only takes what the text says."""
