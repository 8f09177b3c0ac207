"""`guides.toml`: every table decodes, every default stands once, and what is wrong is found at its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from practices import Practice, assert_refused

from guides.errors import SettingsError, StoreError
from guides.model.settings import Settings
from guides.model.sizes import show_size
from guides.store.settings import read_settings

ROOT = Path(__file__).parents[2]
FULL = """
[practice]
name = "A quiet practice"
program = "Nine sessions"
year = 2027
format = "m4b"
collections = ["journey", "preparation"]

[voice]
name = "michael"
pace = 0.75
language = "en-gb"
draft = "tone"
clear-speech = true

[pauses]
sentence = "1s"
ellipsis = "1500ms"
paragraph = 4
scale = 1.5

[music]
preparation = "stillness"
opening = "river.flac"
journey = "off"
return = "a/b.mp3"
integration = "warm-drone"
support = "warm-drone"
intensity = 0
brightness = 1.0
fade = "0:12"
under = 18
journey-under = 12.5

[approval]
needed = "text"

[routes]
im = [1, 2, 3, 4, 5, 6.5]
iv = [1, 1, 1, 1, 1, 1]
lozenge = [1, 1, 1, 1, 1, 1]
nasal = [1, 1, 1, 1, 1, 1]
none = [1, 1, 1, 1, 1, 1]

[phase-intensity]
pre-onset = 0
onset = 0.1
build = 0.2
peak = 1
re-entry = 0.4
return = 0.5

[phase-brightness]
pre-onset = 0
onset = 0.1
build = 0.2
peak = 1
re-entry = 0.4
return = 0.5

[phase-bed]
pre-onset = "ocean"
onset = "ocean"
build = "ocean"
peak = "ocean"
re-entry = "night"
return = "ocean"

[care]
way-out = "off"
return = "warning"
feel-toward = "off"
no-bypass = "warning"
loaded-words = "off"
command = "warning"
promise = "off"
diagnosis = "warning"
dose = "off"
breath-only = "warning"
breath-hold = "off"
silence-announced = "warning"
journey-words = "off"
journey-calm-end = "warning"
present = "error"
pace = "warning"
reading = "off"
spoken-abbreviation = "warning"
name-in-text = "off"
template-left = "warning"

[proof]
model = "ear"

[cache]
size = "1.5 TB"
store = "s3://bucket/cache"

[cluster]
allow-remote-personal = true
[contact]
name = "Ana Ruiz"
phone = "555 0100"
hours = "weekdays"
emergency = "911"
[page]
folder = "at-home"
mixes = true
with-journey = true

[pronounce]
IFS = "eye eff ess"
"Dr. Who" = "dock hoo /dɒk hˈuː/"

[kokoro]
model = "a.onnx"
voices = "b.npz"

[piper]
model = "c.onnx"

[serve]
port = 8080
address = "https://guides.example.org/listen"
keep-positions = true
connections = 20
requests = 600

[feed]
on = true

[retention]
months = 24

[tools]
ffmpeg = "/usr/bin/ffmpeg"
"""


def settings_of(folder: Path, text: str) -> Settings:
    (folder / "guides.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def test_every_table_decodes(tmp_path: Path) -> None:
    """Each setting that can be written is read as it was written, durations as seconds."""
    read = settings_of(tmp_path, FULL)
    assert (read.practice.year, read.practice.format) == (2027, "m4b")
    assert read.practice.collections == ("journey", "preparation")
    assert (read.voice.pace, read.voice.language, read.voice.draft) == (0.75, "en-gb", "tone")
    assert read.voice.clear_speech
    assert (read.pauses.scale, read.music.under_of("return"), read.music.under_of("support")) == (1.5, 12.5, 18)
    assert read.approval.needed == "text"
    assert (read.pauses.sentence, read.pauses.ellipsis, read.pauses.paragraph) == (1, 1.5, 4)
    assert (read.music.of("return"), read.music.of("journey"), read.music.fade) == ("a/b.mp3", "off", 12)
    assert (read.music.intensity, read.music.brightness) == (0, 1)
    assert read.routes.of("im")[-1] == ("return", 6.5)
    assert (read.phase_intensity.of("peak"), read.phase_brightness.of("return")) == (1, 0.5)
    assert read.phase_bed.of("re-entry") == "night"
    assert (read.care.of("way-out"), read.care.of("return"), read.care.of("present")) == ("off", "warning", "error")
    assert read.pronounce == {"IFS": "eye eff ess", "Dr. Who": "dock hoo /dɒk hˈuː/"}
    assert (read.kokoro.model, read.kokoro.voices, read.piper.model) == ("a.onnx", "b.npz", "c.onnx")
    assert (read.cache.size, read.cache.store) == (1_500_000_000_000, "s3://bucket/cache")
    assert read.cluster.allow_remote_personal
    assert (read.contact.name, read.contact.phone, read.contact.hours) == ("Ana Ruiz", "555 0100", "weekdays")
    assert (read.contact.emergency, read.page.folder) == ("911", "at-home")
    assert read.page.mixes
    assert read.page.with_journey
    assert (read.serve.port, read.serve.connections, read.serve.requests) == (8080, 20, 600)
    assert read.serve.address == "https://guides.example.org/listen"
    assert read.serve.keep_positions
    assert read.feed.on
    assert (read.retention.months, read.tools.ffmpeg) == (24, "/usr/bin/ffmpeg")
    written = {(table, name) for table, values in tomllib.loads(FULL).items() for name in values}
    assert written >= {place for place in names(Settings) if place != ("piper", "voices")}


def names(kind: Any) -> set[tuple[str, str]]:
    """Every setting there is, as (table, name)."""
    return {
        (table.encode_name, field.encode_name)
        for table in msgspec.structs.fields(kind)
        if isinstance(table.type, type) and issubclass(table.type, msgspec.Struct)
        for field in msgspec.structs.fields(table.type)
    }


def written_defaults() -> dict[str, Any]:
    """Every default under the name that `guides.toml` knows it by."""
    found: dict[str, Any] = msgspec.to_builtins(Settings())
    return found


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """A practice without `guides.toml`, and one with an empty one, has every default."""
    assert read_settings(tmp_path) == Settings()
    assert settings_of(tmp_path, "") == Settings()
    assert settings_of(tmp_path, "\ufeff[practice]\n") == Settings()


def test_the_repositorys_settings_are_the_defaults() -> None:
    """`guides.toml` as it is handed out says what holds anyway."""
    assert read_settings(ROOT) == Settings()


def test_every_setting_is_in_the_docs_with_its_default() -> None:
    """`docs/settings.md` has a row for each setting, and the default that the program has."""
    sections = re.split(r"^## ", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for table, name in names(Settings):
        (section,) = [text for text in sections if f"`[{table}]`" in text.splitlines()[0]]
        rows = [line.split("|") for line in section.splitlines() if line.startswith(f"| `{name}`")]
        assert len(rows) == 1, (table, name)
        default = written_defaults()[table].get(name)
        shown = rows[0][3].strip().strip("`")
        if default is None:
            continue
        if "duration" in rows[0][2]:
            assert shown == f'"{default:g}s"', (table, name)
        elif "size" in rows[0][2]:
            assert shown == f'"{show_size(default)}"', (table, name)
        else:
            value = tomllib.loads(f"a = {shown}")["a"]
            assert value == (list(default) if isinstance(default, tuple) else default), (table, name)


WRONG = {
    "syntax": ("[voice]\nname = heart\n", ":2:8", "not TOML"),
    "a table twice": ("[voice]\n[music]\n[voice]\n", ":3:7", "twice"),
    "not closed": ('[voice]\nname = "heart', ":2:", "not TOML"),
    "unknown table": ("[voise]\n", ":1:1", "Did you mean voice?"),
    "unknown name": ('[voice]\nname = "tone"\npase = 1\n', ":3:1", "Did you mean pace?"),
    "unknown, like none": ("[tools]\nzzz = 1\n", ":2:1", "Known here: ffmpeg"),
    "text for a number": ('[voice]\npace = "slow"\n', ":2:1", "expected a number, this is text in quotes"),
    "number for text": ("[voice]\nname = 3\n", ":2:1", "expected text in quotes, this is a whole number"),
    "value for a table": ('voice = "tone"\n', ":1:1", "expected a table"),
    "table for a value": ("[practice.name]\na = 1\n", ":1:1", "expected text in quotes, this is a table"),
    "in a list": ("[practice]\nyear = 2026\ncollections = [1]\n", ":3:1", "expected text in quotes"),
    "in a free table": ('[pronounce]\na = "b"\n"c d" = 3\n', ":3:1", "expected text in quotes"),
    "a pronunciation of nothing": ('[pronounce]\nIFS = "a"\nexile = " "\n', ":3:1", "exile says nothing"),
    "a sign of no voice": ('[pronounce]\nexile = "/ɛЖ/"\n', ":2:1", "no voice knows: Ж"),
    "half a slash": ('[pronounce]\n"Dr. Who" = "/dɒk"\n', ":2:1", "slash too many or too few"),
    "no word": ('[pronounce]\n" " = "a"\n', ":2:1", "has no word"),
    "in one line": ("voice = { name = 3 }\n", ":1:1", "expected text in quotes"),
    "with a dot": ('music.fade = "soon"\n', ":1:1", "not a duration"),
    "out of range": ("[voice]\npace = 9\n", ":2:1", "a number of at most 1.5"),
    "nan": ("[music]\nintensity = nan\n", ":2:1", "a number of at least 0"),
    "pauses beyond bounds": ("[pauses]\nscale = 4\n", ":2:1", "a number of at most 3"),
    "music louder than the voice": ("[music]\nunder = -3\n", ":2:1", "a number of at least 0"),
    "yes in quotes": ('[voice]\nclear-speech = "yes"\n', ":2:1", "expected yes or no (true, false)"),
    "approval by nobody": ('[approval]\nneeded = "maybe"\n', ":2:1", "maybe"),
    "unknown format": ('[practice]\nformat = "mp4"\n', ":2:1", "mp4"),
    "negative": ('[pauses]\nsentence = "-1s"\n', ":2:1", "negative"),
    "zero": ("[pauses]\nellipsis = 0\n", ":2:1", "longer than zero"),
    "absurd": ('[pauses]\nparagraph = "9h"\n', ":2:1", "at most 6 hours"),
    "five minutes for six phases": ("[routes]\nim = [1, 2, 3, 4, 5]\n", ":2:1", "length 6"),
    "no minutes": ("[routes]\nim = [0, 1, 1, 1, 1, 1]\n", ":2:1", "> 0"),
    "unknown rule": ("[care]\nwayout = 'off'\n", ":2:1", "Did you mean way-out?"),
    "unknown level": ('[care]\npace = "warn"\n', ":2:1", "warn"),
    "present is never off": ('[care]\npresent = "off"\n', ":2:1", "off"),
    "unknown phase": ("[phase-bed]\nrentry = 'ocean'\n", ":2:1", "Did you mean re-entry?"),
    "no duration": ("[music]\nfade = true\n", ":2:1", "not a duration"),
    "a size without a unit": ("[cache]\nsize = 20\n", ":2:1", "not a size: 20"),
    "a bomb": ("a = " + "[" * 100_000, ":1", "too many brackets"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_found_at_its_line(practice: Practice, case: str) -> None:
    """Every command that reads the settings names file and line in one message."""
    text, where, words = WRONG[case]
    practice.write("support/01-a", "Rest.", "music: off")
    practice.settings(text)
    for command in ("check", "build", "voices"):
        assert_refused(practice.run(command), f"guides.toml{where}", words)


def test_not_text_and_too_much_of_it(practice: Practice) -> None:
    """A `guides.toml` that is not UTF-8, or far too large, is named."""
    (practice.root / "guides.toml").write_bytes(b'[voice]\nname = "\xff"\n')
    assert_refused(practice.run("check"), "guides.toml:2:9", "not UTF-8")
    (practice.root / "guides.toml").write_bytes(b"#" * 2_000_000)
    assert_refused(practice.run("check"), "guides.toml", "too large")


def test_every_duration_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Several wrong pauses are found in one reading."""
    with pytest.raises(SettingsError) as found:
        settings_of(tmp_path, '[pauses]\nsentence = "x"\nellipsis = "y"\n')
    assert sorted(problem.place.line or 0 for problem in found.value.problems()) == [2, 3]


def test_a_link_to_nowhere_is_not_no_settings(tmp_path: Path) -> None:
    """Settings that are kept elsewhere and cannot be reached are an error, and not the defaults."""
    (tmp_path / "guides.toml").symlink_to("gone/guides.toml")
    with pytest.raises(StoreError, match="No such file"):
        read_settings(tmp_path)
