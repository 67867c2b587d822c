"""FIT: bytes to raw sessions, with fitdecode as profile and decoder."""
