"""Satisfaction at the desk and for everybody. The kiosk's pages are the kiosk's."""
