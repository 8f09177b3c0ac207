"""Sound played on this machine."""
