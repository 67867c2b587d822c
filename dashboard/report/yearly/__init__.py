"""The yearly report as files: gathered from the store, as HTML, PDF and pictures."""
