"""Pages of applications: for applicants, for whoever tracks one, for the desks."""
