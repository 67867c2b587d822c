"""What leaves the screen: pages for paper, drawn and set without a browser."""
