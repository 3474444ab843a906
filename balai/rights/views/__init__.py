"""Pages about requests."""
