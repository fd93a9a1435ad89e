"""What visitors and crawlers get of a public persona: finished HTML, files, a picture for previews, lists for machines."""
