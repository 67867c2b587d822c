"""Simulated runners with a known truth, and what methods make of them."""
