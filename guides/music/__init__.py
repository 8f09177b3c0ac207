"""Beds that are generated, and the therapist's own tracks."""
