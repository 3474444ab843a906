"""Template tags of tenancy."""
