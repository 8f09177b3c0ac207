"""Spoken guides for IFS-informed ketamine-assisted psychotherapy, made from text scripts."""

__version__ = "0.1.0"
