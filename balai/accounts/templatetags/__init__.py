"""Words about officers for templates."""
