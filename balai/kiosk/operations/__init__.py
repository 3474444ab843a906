"""What changes at the kiosk."""
