"""A script and the lengths of its clips become a `Timeline`."""
