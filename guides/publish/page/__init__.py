"""The page that a client listens with: values in, files out; nothing here reads a practice."""
