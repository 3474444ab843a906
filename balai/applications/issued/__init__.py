"""Documents that the civil registry issued: which application each belongs to, and what its signature says."""
