"""What visitors see of a persona, as a page that can be walked on from."""
