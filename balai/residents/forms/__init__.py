"""What officers type, parsed and checked; operations write it."""
