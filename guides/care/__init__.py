"""The rules of care: what a therapist would want to know of a text before a client hears it."""
