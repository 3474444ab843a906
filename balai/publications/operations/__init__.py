"""Everything that changes what the village publishes."""
