"""A TOML file with its text at hand, so that every error names the line it stands on."""

import difflib
import json
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from guides.errors import Place, Problem

_KINDS = {
    "str": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no (true, false)",
    "object": "a table",
    "array": "a list",
    "null": "nothing",
    "datetime": "a date",
    "date": "a date",
    "time": "a time of day",
}
"""The types of msgspec's messages as a person calls them."""
_PATH = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")
_PART = r"""(?:"(?:\\.|[^"\\])*"|'[^']*'|[\w-]+)"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*\[+\s*(?P<name>{_DOTTED})\s*\]+")
_ENTRY = re.compile(rf"\s*(?P<name>{_DOTTED})\s*=")


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    # JSON's escapes are TOML's too; only DEL may stand bare in the one and not in the other.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What msgspec found wrong with a value, taken apart."""

    path: tuple[str, ...]
    """The names that lead to it; an entry of a list is meant by its list."""
    written: str
    """The path as msgspec wrote it."""
    unknown: str | None
    """The name that should not be there, if that is it."""
    said: str
    """In words, without the names of types."""


def complaint(error: msgspec.ValidationError) -> Complaint:
    """Take an error of `msgspec.convert` apart."""
    message = str(error)
    found = _PATH.search(message)
    written = found["path"] if found else ""
    path = re.sub(r"\[.*", "", written).split(".") if written else []
    said = _PATH.sub("", message)
    unknown = _UNKNOWN.search(said)
    return Complaint(tuple(path), written, unknown["name"] if unknown else None, _in_words(said))


def _in_words(said: str) -> str:
    said = said.replace(" | null`", "`")  # TOML cannot write nothing
    for name, words in _KINDS.items():
        said = said.replace(f"`{name}`", words)
    said = re.sub(r">= (\S+)", r"of at least \1", said)
    said = re.sub(r"<= (\S+)", r"of at most \1", said)
    return said[:1].lower() + said[1:].replace(", got", ", this is")


def nearest(name: str, known: Sequence[str]) -> str:
    """A hint to the name that was probably meant, or to all that there are."""
    near = difflib.get_close_matches(name, known, 1)
    return f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."


@dataclass(frozen=True, slots=True)
class TomlText:
    """What a TOML file says, and the file as messages name it."""

    file: str
    text: str

    def tables(self, *, broken: str, nested: str) -> dict[str, Any] | Problem:
        """What it says, or what is wrong where it is not TOML.

        Args:
            broken: what to write instead of a line that is not TOML.
            nested: what to write instead of too many brackets.
        """
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            return self._not_toml(str(error), broken)
        except RecursionError:
            lines = self.text.splitlines()
            line = max(range(len(lines)), key=lambda index: lines[index].count("[") + lines[index].count("{"))
            return Problem("There are too many brackets inside each other.", Place(self.file, line + 1), nested)

    def _not_toml(self, message: str, hint: str) -> Problem:
        found = re.search(r"\(at line (\d+), column (\d+)\)", message)
        line, column = (int(found[1]), int(found[2])) if found else (len(self.text.splitlines()), 1)
        said = message.split(" (at ")[0]
        return Problem(f"This line is not TOML: {said}.", self.place(line, column), hint)

    def find(self, path: Sequence[str]) -> Place:
        """Where a name stands: its line in its table, as well as a reader would find it."""
        wanted = list(path[:2])
        table: list[str] = []
        for number, line in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(line):
                table = _names(header["name"])
                if wanted == table:
                    return self.place(number, line.index("[") + 1)
            elif entry := _ENTRY.match(line):
                here = [*table, *_names(entry["name"])]
                # A table may also be written `voice.name = "heart"` or `voice = { name = "heart" }`.
                if here in (wanted, wanted[:1]) or here[:1] == wanted:
                    return self.place(number, entry.start("name") + 1)
        return Place(self.file)

    def place(self, line: int, column: int) -> Place:
        """A spot in this file, with its line."""
        lines = self.text.splitlines()
        return Place(self.file, line, column, lines[line - 1] if 0 < line <= len(lines) else None)


def _names(key: str) -> list[str]:
    """The parts of a key as TOML reads it: `a."b.c"` has two."""
    try:
        inside: Any = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return [key]
    names = []
    while isinstance(inside, dict):
        ((name, inside),) = inside.items()
        names.append(name)
    return names
