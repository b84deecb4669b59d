"""A room that exists only in tests: handlers that are slow, that fail, and that kill their worker."""
