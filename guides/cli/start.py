"""Where the command begins: so early that Ctrl-C is answered in words even while the rest is loaded."""

import sys

STOPPED = "\nStopped. What was finished is kept; run the same command again to go on.\n"


def main() -> None:
    """Load the command and run it."""
    try:
        from guides.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write(STOPPED)
        sys.exit(1)
