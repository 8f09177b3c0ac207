"""Hearing what was spoken, and comparing it with what was written."""
