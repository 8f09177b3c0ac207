"""One narrator per file; each is imported when it is first needed."""
