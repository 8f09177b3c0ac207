"""Arithmetic on arrays of sound; opens no file."""
