"""Pages about introductions: look up, then one operation, then a page."""
