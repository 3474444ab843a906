"""Pages of the register: look up, then one operation, then a page."""
