"""The made-up season: when things happen, what stands beside its watch files, how to read it."""
