"""Balai: the open public-service hall of the Indonesian village, on a screen."""
