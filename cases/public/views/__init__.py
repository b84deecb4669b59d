"""Pages of the public door."""
