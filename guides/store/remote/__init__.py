"""A practice, or a cache, in an object store: mirrored on this machine, and written back piece by whole piece."""
