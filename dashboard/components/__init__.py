"""Small page parts of our own."""
