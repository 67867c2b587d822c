"""Files in: watch files, results and diaries become tables and a store."""
