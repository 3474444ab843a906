"""The desk where papers are chosen, made and remembered."""
