"""From scripts to finished guides: what is stale, what is done about it, and what is told."""
