"""Who gets what: so far, what was approved to leave for clients."""
