"""A sample regency: one large village, two small ones, invented people, demo accounts. For trying out and for tests.

Nothing else imports this app; deleting it is `rm -r` and one line of the settings.
"""
