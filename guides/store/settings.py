"""`guides.toml`, decoded and checked; every error with the line it stands on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from guides.errors import Place, Problem, SettingsError
from guides.model.durations import parse_duration
from guides.model.saying import fault_of
from guides.model.settings import Settings
from guides.model.sizes import parse_size
from guides.store.files import read_text
from guides.store.toml_text import Complaint, TomlText, complaint, nearest

FILE = "guides.toml"

_DURATION = (parse_duration, 'Write a duration such as {name} = "8s".')
_SIZE = (parse_size, 'Write a size such as {name} = "10 GB" or {name} = "500 MB".')
_MEASURES: dict[tuple[str, str], tuple[Callable[[str], float], str]] = {
    ("cache", "size"): _SIZE,
    ("music", "fade"): _DURATION,
    ("pauses", "ellipsis"): _DURATION,
    ("pauses", "paragraph"): _DURATION,
    ("pauses", "sentence"): _DURATION,
}
"""The settings that are written with a unit: how each is read, and what to write instead."""


def read_settings(folder: Path) -> Settings:
    """The settings of a practice folder; all defaults when it has no `guides.toml`.

    Raises:
        SettingsError: not TOML, an unknown name, or a value that cannot be.
        StoreError: the file cannot be read.
    """
    path = folder / FILE
    if not (path.exists() or path.is_symlink()):
        # A link to where nothing is now is not the same as no settings: all guides would be made anew by defaults.
        return Settings()
    written = TomlText(FILE, read_text(path, FILE))
    tables = written.tables(
        broken='Write name = value; text stands in quotes: name = "heart".',
        nested='No setting needs more than one pair; a list is written ["preparation", "journey"].',
    )
    if isinstance(tables, Problem):
        raise SettingsError([tables])
    problems = _read_measures(tables, written)
    if problems:
        raise SettingsError(problems)
    try:
        settings = msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError([_wrong_value(complaint(error), tables, written)]) from error
    problems = _wrong_pronunciations(settings, written)
    if problems:
        raise SettingsError(problems)
    return settings


def place_of_setting(folder: Path, *path: str) -> Place:
    """Where a setting stands, for messages about what it names; the file alone when it is not written."""
    file = folder / FILE
    return TomlText(FILE, read_text(file, FILE)).find(path) if file.is_file() else Place(FILE)


def _read_measures(tables: dict[str, Any], written: TomlText) -> list[Problem]:
    """Replace durations as written by seconds and sizes by bytes, in place; what is wrong with them."""
    problems = []
    for (table, name), (parse, hint) in _MEASURES.items():
        inside = tables.get(table)
        if not isinstance(inside, dict) or name not in inside:
            continue
        value = inside[name]
        try:
            inside[name] = parse(str(value))
        except ValueError as error:
            problems.append(Problem(str(error), written.find([table, name]), hint.format(name=name)))
    return problems


def _wrong_pronunciations(settings: Settings, written: TomlText) -> list[Problem]:
    faults = {word: fault_of(word, said) for word, said in settings.pronounce.items()}
    return [
        Problem(fault.message, written.find(["pronounce", word]), fault.hint)
        for word, fault in faults.items()
        if fault is not None
    ]


def _wrong_value(wrong: Complaint, tables: dict[str, Any], written: TomlText) -> Problem:
    path = wrong.path
    if wrong.written == "pronounce[...]":
        # msgspec does not name the entry of a free table.
        path = ("pronounce", next(word for word, said in tables["pronounce"].items() if not isinstance(said, str)))
    if wrong.unknown is not None:
        hint = nearest(wrong.unknown, _known_names(path))
        return Problem(f"There is no setting called {wrong.unknown}.", written.find([*path, wrong.unknown]), hint)
    return Problem(
        f"This value cannot be: {wrong.said}.", written.find(path), "docs/settings.md lists what each setting takes."
    )


def _known_names(path: tuple[str, ...]) -> list[str]:
    kind: Any = Settings
    for part in path:
        kind = next((field.type for field in msgspec.structs.fields(kind) if field.encode_name == part), None)
    return [field.encode_name for field in msgspec.structs.fields(kind)] if kind is not None else []
