"""One generated bed per file."""
