"""Spoken guides for IFS-informed ketamine-assisted psychotherapy, made from text scripts."""
