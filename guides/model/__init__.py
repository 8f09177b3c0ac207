"""Frozen values that every stage shares. Nothing here opens a file."""
