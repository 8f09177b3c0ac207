"""Who gets what: what was approved for clients."""
