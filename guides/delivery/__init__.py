"""Sound becomes files: encoded, tagged, with chapters and a transcript."""
