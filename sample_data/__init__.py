"""Made files, one or more for each format and oddity, and what each must give."""
