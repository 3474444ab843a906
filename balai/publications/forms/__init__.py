"""What officers and residents fill in."""
