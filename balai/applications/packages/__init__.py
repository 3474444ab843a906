"""Applications as one signed file: to work with beside Balai, and to carry to an office without a line."""
