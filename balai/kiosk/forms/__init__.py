"""What officers type about devices, and what residents type at them."""
