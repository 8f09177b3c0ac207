"""Sentences become clips: the narrators, their registry, and how well they spoke."""
