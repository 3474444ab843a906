"""The composition root: settings, URLs, servers, and the embedded database."""
