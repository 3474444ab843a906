"""Pages of letters: look up, then one operation, then a page."""
