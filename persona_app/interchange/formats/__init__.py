"""One module per format: `read(data, name=…)` makes a draft of bytes, `write(snapshot)` makes bytes of a persona's present state."""
