"""The civil registry's desk over the applications of all villages."""
