"""Keys of a terminal, one by one, as they are pressed."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol

Key = Literal[
    "pause", "back", "on", "chapter-back", "chapter-on", "next", "previous", "louder", "softer",
    "balance", "sleep", "transcript", "again", "quit",
]  # fmt: skip

_LETTERS: dict[str, Key] = {
    " ": "pause",
    "n": "next",
    "p": "previous",
    "b": "balance",
    "s": "sleep",
    "t": "transcript",
    "q": "quit",
    "0": "again",
    # For terminals that keep the shifted arrows to themselves.
    "<": "chapter-back",
    ">": "chapter-on",
    "+": "louder",
    "-": "softer",
    "\x04": "quit",
}
_ARROWS: dict[str, Key] = {"A": "louder", "B": "softer", "C": "on", "D": "back", "c": "chapter-on", "d": "chapter-back"}
_SHIFTED: dict[str, Key] = {"C": "chapter-on", "D": "chapter-back", "A": "louder", "B": "softer"}
_WINDOWS: dict[str, Key] = {
    "H": "louder",
    "P": "softer",
    "M": "on",
    "K": "back",
    "t": "chapter-on",
    "s": "chapter-back",
}
"""With control held on Windows, where a shifted arrow is like one that is not."""


class Keyboard(Protocol):
    """Where keys come from."""

    def pressed(self, seconds: float) -> Key | None:
        """The next key, waiting so long for it at most."""
        ...


def read_keys(signs: str) -> tuple[list[Key], str]:
    """The keys in what a terminal sent, and the rest: the beginning of a key whose end has not come."""
    keys: list[Key] = []
    while signs:
        if signs[0] != "\x1b":
            found, signs = _LETTERS.get(signs[0].lower()), signs[1:]
        elif len(signs) == 1 or (signs[1] in "[O" and not _end(signs)):
            return keys, signs
        elif signs[1] in "[O":
            end = _end(signs)
            inside, found = signs[2 : end - 1], None
            shifted = inside.endswith((";2", ";3", ";5")) or inside in ("2", "5")
            found = (_SHIFTED if shifted else _ARROWS).get(signs[end - 1])
            signs = signs[end:]
        else:
            found, signs = None, signs[2:]
        if found is not None:
            keys.append(found)
    return keys, ""


def _end(signs: str) -> int:
    """Where the sequence at the beginning ends; 0 where its end has not come."""
    return next((at + 1 for at, sign in enumerate(signs) if at > 1 and (sign.isalpha() or sign == "~")), 0)


class _Posix:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._keys: list[Key] = []
        self._rest = ""

    def pressed(self, seconds: float) -> Key | None:
        import select

        if not self._keys and select.select([self._descriptor], [], [], seconds)[0]:
            read = os.read(self._descriptor, 256)
            if not read:
                return "quit"
            self._keys, self._rest = read_keys(self._rest + read.decode(errors="replace"))
        elif self._rest:
            # Nothing came after it: it was the escape key itself.
            self._rest = ""
        return self._keys.pop(0) if self._keys else None


class _Windows:
    def pressed(self, seconds: float) -> Key | None:
        import time

        msvcrt = __import__("msvcrt")
        until = time.monotonic() + seconds
        while not msvcrt.kbhit():
            if time.monotonic() >= until:
                return None
            time.sleep(0.01)
        sign = msvcrt.getwch()
        return _WINDOWS.get(msvcrt.getwch()) if sign in "\x00\xe0" else _LETTERS.get(sign.lower())


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """The terminal's keys, unseen and at once; afterwards it is as it was."""
    if sys.platform == "win32":
        yield _Windows()
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        # Ctrl-C still is what it always was.
        tty.setcbreak(descriptor)
        yield _Posix(descriptor)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
