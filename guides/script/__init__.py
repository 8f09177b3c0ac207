"""Text becomes a `Script`, or everything that is wrong with it."""
