"""`spoken.toml`: in which way single sentences are spoken, chosen by proof-listening."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import msgspec

from guides.errors import Problem, ProofError
from guides.model.utterance import Way
from guides.store.files import read_text, write_changed
from guides.store.toml_text import TomlText

FILE = "spoken.toml"
_HEAD = """\
# Sentences that "guides proof --fix" has spoken in another way, since they are heard
# better so. Each stands here as a hash: it tells no words. guides writes this file; keep
# it together with your scripts. A line that is taken out is spoken plainly again.

"""
_KEY = re.compile(r"[0-9a-f]{40}")
_UNDO = "Undo the change to this file, or take the line out: the sentence is then spoken plainly."


def read_ways(folder: Path) -> dict[str, Way]:
    """The way of every sentence that has one of its own, by its hash; empty where there is no file.

    Raises:
        ProofError: it was changed by hand into something else, with the line.
        StoreError: it cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return {}
    written = TomlText(FILE, read_text(path, FILE))
    tables = written.tables(broken=_UNDO, nested=_UNDO)
    if isinstance(tables, Problem):
        raise ProofError(tables.message, where=tables.place, hint=tables.hint)
    for key, value in tables.items():
        if not _KEY.fullmatch(key) or value not in get_args(Way):
            known = ", ".join(get_args(Way))
            raise ProofError(
                f"This cannot be what guides wrote: the ways to speak are {known}.",
                where=written.find([key]),
                hint=_UNDO,
            )
    return msgspec.convert(tables, dict[str, Way])


def write_ways(folder: Path, ways: Mapping[str, Way]) -> bool:
    """Write the file, in order of its hashes, if anything in it changed; whether it was written.

    Raises:
        StoreError: it cannot be written.
    """
    lines = (f'{key} = "{way}"\n' for key, way in sorted(ways.items()))
    return write_changed(folder / FILE, (_HEAD + "".join(lines)).encode())
