"""The officer's work list: what waits, where it is done, and how urgent it is."""
