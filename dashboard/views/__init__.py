"""One file a page: settings, answer, picture."""
