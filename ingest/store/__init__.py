"""The store: one database, opened here and nowhere else."""
