"""Disks that fail, processes that die, files that rot: what was stored stays, nothing is half."""
