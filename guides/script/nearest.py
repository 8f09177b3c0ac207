"""The nearest right spelling of what someone wrote."""

import difflib
from collections.abc import Iterable

_SHOWN = 40
"""Characters of a person's text that a message repeats."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None when none is like it."""
    by_fold = {name.casefold(): name for name in known}
    folded = word.casefold()[:100]
    found = difflib.get_close_matches(folded, by_fold, 3, 0.6)
    # Letters that changed places come first: puase is nearer to pause than to phase.
    found.sort(key=lambda name: sorted(name) != sorted(folded))
    return by_fold[found[0]] if found else None


def one_of(known: Iterable[str]) -> str:
    """A choice in words: `a, b or c`."""
    names = list(known)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the nearest known word, or else everything there is."""
    near = nearest(word, known)
    return f"Did you mean {near}?" if near else otherwise


def shown(text: str) -> str:
    """A person's own text as a message repeats it: on one line, not too long."""
    folded = " ".join(text.split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1] + "…"
