"""Pages of the site, for everybody and at the desk."""
