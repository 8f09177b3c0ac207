"""A cache that was damaged costs time, and is never heard."""

from pathlib import Path

import pytest
from practices import Once, Practice

ID = "preparation/01-a"


@pytest.fixture(scope="module")
def good_once(once: Once) -> Practice:
    def make(practice: Practice) -> None:
        practice.write(ID, "Welcome. It is quiet here.\n\nRest a while.", "music:\n  intro: 1s\n  outro: 30s")
        practice.build()

    return once("undamaged", make)


@pytest.fixture
def good(good_once: Practice, tmp_path: Path) -> Practice:
    """A guide of three utterances and two segments, built."""
    return good_once.copy(tmp_path / "practice")


def flip(path: Path, at: float) -> None:
    """Turn one bit of a file over."""
    raw = bytearray(path.read_bytes())
    raw[int(at * (len(raw) - 1))] ^= 4
    path.write_bytes(raw)


@pytest.mark.parametrize("at", [0.0, 0.01, 0.5, 1.0])
def test_a_flipped_bit_in_speech_is_spoken_again(good: Practice, at: float) -> None:
    """One damaged clip is spoken again, the others are not, and the guide is the same byte for byte."""
    before = good.sounds()
    flip(good.cached("speech")[0], at)
    event = good.build("--force").event("guide-finished")
    assert event["spoken_now"] == 1
    assert good.sounds() == before


@pytest.mark.parametrize("at", [0.0, 0.001, 0.1, 0.5, 1.0])
def test_a_flipped_bit_in_a_segment_is_rendered_again(good: Practice, at: float) -> None:
    """One damaged segment is made again, the other is not, and the guide is the same byte for byte."""
    before = good.sounds()
    flip(good.cached("segments")[0], at)
    good.out(f"{ID}.mp3").unlink()
    event = good.build().event("guide-finished")
    assert (event["spoken_now"], event["segments_rendered"], event["segments"]) == (0, 1, 2)
    assert good.sounds() == before


@pytest.mark.parametrize("rest", [0, 1, 100])
def test_a_torn_entry_is_made_again(good: Practice, rest: int) -> None:
    """Entries that were cut off, as by a power cut, are as good as missing."""
    before = good.sounds()
    for path in (*good.cached("speech"), *good.cached("segments"), *good.cached("calibration")):
        path.write_bytes(path.read_bytes()[:rest])
    good.out(f"{ID}.mp3").unlink()
    assert good.build().event("guide-finished")["spoken_now"] == 3
    assert good.sounds() == before


def test_a_damaged_entry_is_mended_on_disk(good: Practice) -> None:
    """What was made again is kept: the next build finds it whole."""
    flip(good.cached("speech")[0], 0.5)
    good.build("--force")
    assert good.build("--force").event("guide-finished")["spoken_now"] == 0


@pytest.mark.parametrize(
    "journal", [b"", b"{", b'{"version": 1, "outputs": {"a"', b"\xff\xfe", b'{"version": 99, "outputs": {}}']
)
def test_a_torn_journal_costs_only_time(good: Practice, journal: bytes) -> None:
    """Without its journal a build looks at everything again, speaks and renders nothing, and gives the same files."""
    before = good.sounds()
    (good.root / ".guides" / "journal.json").write_bytes(journal)
    event = good.build().event("guide-finished")
    assert (event["spoken_now"], event["segments_rendered"]) == (0, 0)
    assert good.sounds() == before
    assert good.build().event("built")["fresh"] == [ID]


def test_a_torn_report_is_written_anew(good: Practice) -> None:
    """A report that cannot be read is replaced."""
    whole = good.report
    good.out("report.json").write_bytes(b'{"guides": {')
    good.build()
    assert good.report == whole


def test_a_journal_cannot_remove_what_is_outside(good: Practice) -> None:
    """A journal that was tampered with does not reach beyond `audio_out/`."""
    outside = good.root / "keep.txt"
    outside.write_text("mine")
    journal = good.root / ".guides" / "journal.json"
    journal.write_text(journal.read_text().replace(f'"{ID}.vtt"', '"../keep.txt"'))
    good.script(ID).unlink()
    assert good.run("build").code == 1
    assert outside.read_text() == "mine"


def test_a_cache_that_is_a_file(good: Practice) -> None:
    """Where the cache cannot be, the build says so and leaves everything."""
    import shutil

    shutil.rmtree(good.root / ".guides")
    (good.root / ".guides").write_text("")
    before = good.sounds()
    ran = good.run("build")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert ".guides" in ran.err
    assert good.sounds() == before
