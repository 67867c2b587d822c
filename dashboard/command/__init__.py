"""What stands behind the ``plimsoll`` command: opening the dashboard, and words for a terminal."""
