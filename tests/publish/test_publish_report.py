"""The report keeps what it was told, and survives its own damage."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.model.guide import ChapterMark, ReportEntry
from guides.publish.report import read_report, write_report
from guides.units import Seconds

NAMES = [
    "file",
    "seconds",
    "planned_seconds",
    "voice_lufs",
    "master_lufs",
    "true_peak_dbtp",
    "bed_under_voice_lu",
    "words",
    "words_per_minute",
    "silence_share",
    "chapters",
    "utterances",
    "spoken_now",
    "voice",
    "engine",
    "sha256",
    "problems",
    "credits",
]


def entry(**changes: object) -> ReportEntry:
    plain = ReportEntry(
        file="preparation/01-meeting.mp3",
        seconds=612.34567,
        planned_seconds=612.3456,
        voice_lufs=-18.0123,
        master_lufs=-18.4567,
        true_peak_dbtp=-1.987,
        bed_under_voice_lu=15.004,
        words=800,
        words_per_minute=118.26,
        silence_share=0.41239,
        chapters=(ChapterMark("Arriving", Seconds(0.0)), ChapterMark("A “part”", Seconds(61.0))),
        utterances=60,
        spoken_now=1,
        voice="heart",
        engine="kokoro",
        sha256="ab" * 32,
        problems=("Too quiet.",),
    )
    return msgspec.structs.replace(plain, **changes)


def test_names_and_rounding() -> None:
    """The names are a contract; figures are rounded; guides are sorted by id."""
    written = json.loads(write_report({"b/02": entry(), "a/01": entry()}))
    assert list(written) == ["guides"]
    assert list(written["guides"]) == ["a/01", "b/02"]
    row = written["guides"]["a/01"]
    assert list(row) == NAMES
    assert (row["seconds"], row["voice_lufs"], row["silence_share"]) == (612.346, -18.01, 0.412)
    assert (row["words_per_minute"], row["true_peak_dbtp"]) == (118.3, -1.99)
    assert row["chapters"][1] == {"title": "A “part”", "start": 61.0}


FIGURE = st.none() | st.floats(allow_nan=True, allow_infinity=True)


@given(st.dictionaries(st.text(max_size=20), st.builds(entry, voice_lufs=FIGURE, master_lufs=FIGURE), max_size=4))
def test_written_once_it_stays(entries: dict[str, ReportEntry]) -> None:
    """What was read back gives the same bytes again, whatever was measured."""
    written = write_report(entries)
    again = read_report(written.decode())
    assert sorted(again) == sorted(entries)
    assert write_report(again) == written


def test_silence_has_no_loudness() -> None:
    """Minus infinity and nothing are both null; −0 is 0."""
    rows = read_report(write_report({"a": entry(voice_lufs=float("-inf"), silence_share=-0.0)}).decode())
    assert rows["a"].voice_lufs is None
    assert str(rows["a"].silence_share) == "0.0"


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", "null", '{"guides": []}', '{"guides": {"a"', "{}", '{"x": 1}', "\ud800"]
)
def test_a_damaged_report_is_no_report(text: str) -> None:
    """A build goes on as if there had been none."""
    assert read_report(text) == {}


def test_one_damaged_guide_costs_only_itself() -> None:
    """The others keep their entries; what a later version added is no damage."""
    rows = json.loads(write_report({"a": entry(), "b": entry(), "c": entry()}))
    rows["guides"]["a"]["seconds"] = "long"
    del rows["guides"]["b"]["sha256"]
    rows["guides"]["c"]["new_in_a_later_version"] = True
    assert list(read_report(json.dumps(rows))) == ["c"]
