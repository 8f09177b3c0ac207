"""The web server for clients: what a private link leads to, and nothing else."""
