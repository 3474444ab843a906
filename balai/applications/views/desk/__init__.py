"""The village's desk: its inbox, one application, its steps, many at once."""
