"""Visits to the kiosk while web server, database, printing process and lines are cut and killed under them."""
