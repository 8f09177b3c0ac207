"""The program at a terminal of its own: what it draws, and keys pressed in it. Its device hears nothing, and fast."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from pathlib import Path
from subprocess import Popen

from listening import RATE

FASTER = 8
"""How much faster than in real time the device that hears nothing plays."""
DRIVER = f"""
import sys
from guides.listen import devices
devices.NOTHINGS_RATE = {RATE * FASTER}
from guides.cli.start import main
sys.argv = ["guides", *sys.argv[1:]]
main()
"""
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]")
_PATIENCE = 60.0
"""Seconds after which something that was to be seen will not be; far longer than anything takes."""


def program(root: Path, *arguments: str) -> list[str]:
    """The command line of the program with the fast device."""
    return [sys.executable, "-c", DRIVER, "-C", str(root), *arguments]


class Terminal:
    """A pseudo-terminal with the program in it."""

    def __init__(self, root: Path, *arguments: str, columns: int = 80) -> None:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "24"}
        self.before = termios.tcgetattr(slave)
        self.process = Popen(
            program(root, *arguments),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            # So that Ctrl-C reaches it, as it would from a real one.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self._slave, self._master = slave, master
        self.text = ""
        """All that was written to it, without the codes that move and colour."""
        self._raw = ""

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def sees(self, pattern: str) -> re.Match[str]:
        """Wait until something new is on the screen; what it was."""
        until = time.monotonic() + _PATIENCE
        start = len(self.text)
        while time.monotonic() < until:
            self._read()
            if found := re.search(pattern, self.text[start:]):
                return found
            if self.process.poll() is not None and not self._read():
                break
        raise AssertionError(f"never seen: {pattern}\n{self.text[-2_000:]}")

    def end(self) -> int:
        """Wait for the end of the program; its exit code. The terminal must be as it was."""
        until = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self._read()
        assert self.process.poll() is not None, f"it goes on for ever\n{self.text[-2_000:]}"
        while self._read():
            pass
        assert termios.tcgetattr(self._slave) == self.before
        os.close(self._slave)
        os.close(self._master)
        return self.process.returncode

    def _read(self) -> bool:
        if not select.select([self._master], [], [], 0.05)[0]:
            return False
        try:
            read = os.read(self._master, 65_536)
        except OSError:
            return False
        self._raw += read.decode(errors="replace")
        self.text = _CODES.sub("", self._raw)
        return bool(read)
