"""`guides.toml`, decoded and checked; every error with the line it stands on."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from guides.errors import Place, Problem, SettingsError
from guides.model.durations import parse_duration
from guides.model.settings import Settings
from guides.store.files import read_text

FILE = "guides.toml"

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
_DURATIONS = {("pauses", "sentence"), ("pauses", "ellipsis"), ("pauses", "paragraph"), ("music", "fade")}
_PATH = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(?P<name>[^`]*)`")


def read_settings(folder: Path) -> Settings:
    """The settings of a practice folder; all defaults when it has no `guides.toml`.

    Raises:
        SettingsError: not TOML, an unknown name, or a value that cannot be.
        StoreError: the file cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return Settings()
    text = read_text(path, FILE)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([_broken_toml(str(error), text)]) from error
    except RecursionError as error:
        raise SettingsError([_too_deep(text)]) from error
    problems = _read_durations(tables, text)
    if problems:
        raise SettingsError(problems)
    try:
        return msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError([_wrong_value(str(error), tables, text)]) from error


def place_of_setting(folder: Path, *path: str) -> Place:
    """Where a setting stands, for messages about what it names; the file alone when it is not written."""
    file = folder / FILE
    return _find(read_text(file, FILE), list(path)) if file.is_file() else Place(FILE)


def _too_deep(text: str) -> Problem:
    lines = text.splitlines()
    line = max(range(len(lines)), key=lambda index: lines[index].count("[") + lines[index].count("{"))
    return Problem(
        "There are too many brackets inside each other.",
        Place(FILE, line + 1),
        'No setting needs more than one pair; a list is written ["preparation", "journey"].',
    )


def _broken_toml(message: str, text: str) -> Problem:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line, column = (int(found[1]), int(found[2])) if found else (len(text.splitlines()), 1)
    said = message.split(" (at ")[0]
    return Problem(
        f"This line is not TOML: {said}.",
        _place(text, line, column),
        'Write name = value; text stands in quotes: name = "heart".',
    )


def _read_durations(tables: dict[str, Any], text: str) -> list[Problem]:
    """Replace durations as written by seconds, in place; what is wrong with them."""
    problems = []
    for table, name in sorted(_DURATIONS):
        inside = tables.get(table)
        if not isinstance(inside, dict) or name not in inside:
            continue
        value = inside[name]
        try:
            inside[name] = float(parse_duration(str(value)))
        except ValueError as error:
            place = _find(text, [table, name])
            problems.append(Problem(str(error), place, f'Write a duration such as {name} = "8s".'))
    return problems


def _wrong_value(message: str, tables: dict[str, Any], text: str) -> Problem:
    found = _PATH.search(message)
    written = found["path"] if found else ""
    # An entry of a list is shown where the list stands.
    path = re.sub(r"\[.*", "", written).split(".") if written else []
    if written == "pronounce[...]":
        # msgspec does not name the entry of a free table.
        path = ["pronounce", next(word for word, said in tables["pronounce"].items() if not isinstance(said, str))]
    said = _PATH.sub("", message)
    if unknown := _UNKNOWN.search(said):
        name = unknown["name"]
        known = _known_names(path)
        near = difflib.get_close_matches(name, known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(known)}."
        return Problem(f"There is no setting called {name}.", _find(text, [*path, name]), hint)
    return Problem(
        f"This value cannot be: {_in_words(said)}.",
        _find(text, path),
        "docs/settings.md lists what each setting takes.",
    )


def _in_words(said: str) -> str:
    """What msgspec says, without the names of types."""
    said = said.replace(" | null`", "`")  # TOML cannot write nothing
    for name, words in _KINDS.items():
        said = said.replace(f"`{name}`", words)
    said = re.sub(r">= (\S+)", r"of at least \1", said)
    said = re.sub(r"<= (\S+)", r"of at most \1", said)
    return said[:1].lower() + said[1:].replace(", got", ", this is")


def _known_names(path: list[str]) -> list[str]:
    kind: Any = Settings
    for part in path:
        kind = next((field.type for field in msgspec.structs.fields(kind) if field.encode_name == part), None)
    return [field.encode_name for field in msgspec.structs.fields(kind)] if kind is not None else []


def _find(text: str, path: list[str]) -> Place:
    """Where a name stands: its line in its table, as well as a reader would find it."""
    wanted = path[:2]
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line):
            table = header[1]
            if wanted == [part.strip(" '\"") for part in table.split(".")]:
                return _place(text, number, line.index("[") + 1)
        elif entry := re.match(r"""\s*([\w.'" -]+?)\s*=""", line):
            parts = [part.strip(" '\"") for part in entry[1].split(".")]
            here = [*filter(None, [table]), *parts]
            # A table may also be written `voice.name = "heart"` or `voice = { name = "heart" }`.
            if here in (wanted, wanted[:1]) or here[:1] == wanted:
                return _place(text, number, entry.start(1) + 1)
    return Place(FILE)


def _place(text: str, line: int, column: int) -> Place:
    lines = text.splitlines()
    return Place(FILE, line, column, lines[line - 1] if 0 < line <= len(lines) else None)
