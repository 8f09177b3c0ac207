"""A timeline becomes segments, and segments become sound."""
