"""Parcels that only a passphrase or a key opens."""
