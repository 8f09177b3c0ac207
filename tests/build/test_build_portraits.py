"""What is drawn of a guide is what was measured on it."""

import math
from pathlib import Path

import numpy as np
import pytest
from report_samples import entry, portrait

from guides.build.portraits import MOST_VALUES, keep, portrait_of, recall
from guides.build.segment_work import Measured
from guides.mix.layers import Layer
from guides.model.clip import ClipRef
from guides.model.guide import ChapterMark, Labels
from guides.model.music import Piece, level
from guides.model.portrait import Moment, Portrait, Stretch
from guides.model.timeline import PhaseAt, SpokenAt, Timeline, ToneAt
from guides.sound.loudness import power_of
from guides.sound.true_peak import to_amplitude
from guides.store.cache import Cache
from guides.units import RATE, Frames, Seconds, to_frames


def labels(seconds: float) -> Labels:
    chapters = (ChapterMark("Arriving", Seconds(0.0)),)
    return Labels("a/01", "Title", "a", "A", "", "", "en-us", 2024, 1, 1, Seconds(seconds), chapters, ())


def said(start: float, end: float) -> SpokenAt:
    return SpokenAt(to_frames(start), ClipRef(key="k", frames=to_frames(end - start)), "Words.")


def layer(track: str, start: float, end: float) -> Layer:
    return Layer(Piece(track, level(0.5), level(0.5)), to_frames(start), to_frames(end), ())


def drawn(
    seconds: float,
    voice: float = -math.inf,
    *,
    spoken: tuple[SpokenAt, ...] = (),
    layers: tuple[Layer, ...] = (),
    peaks: tuple[tuple[int, float], ...] = (),
) -> Portrait:
    """A guide whose voice and whole are at a steady loudness."""
    hops = np.full(round(seconds * 10), power_of(voice) if math.isfinite(voice) else 0.0)
    length = to_frames(seconds)
    timeline = Timeline(
        length=length,
        spoken=spoken,
        tones=(ToneAt(to_frames(2), Frames(1), "bell"),),
        quiets=(),
        music=(),
        chapters=(),
        phases=(PhaseAt("peak", Frames(0), to_frames(5)),),
        outro=length,
        tail=length,
    )
    whole = Measured(hops, hops, hops, hops, 0.5, 0, length, peaks)
    return portrait_of(labels(seconds), timeline, layers, whole)


def test_a_steady_loudness_is_a_level_line() -> None:
    """−20 LUFS everywhere is −20 at every step, and what is not spoken is no voice."""
    made = drawn(40, -20.0, spoken=(said(10, 14), said(15, 19.5)))
    assert made.step == 1.0
    assert len(made.voice) == len(made.master) == 40
    assert set(made.master[2:-2]) == {-20.0}
    assert made.spoken == ((10.0, 19.5),)
    assert made.voice == tuple(-20.0 if 10 <= second < 20 else None for second in range(40))


def test_silence_has_no_loudness() -> None:
    """Where nothing sounds there is no value."""
    assert set(drawn(10).master) == {None}


@pytest.mark.parametrize("minutes", [0.5, 12, 90, 360])
def test_long_guides_are_drawn_as_finely_as_can_be_seen(minutes: float) -> None:
    """However long it is, a curve has a value for every step up to the end, and not too many."""
    made = drawn(minutes * 60, -20.0)
    assert len(made.master) <= MOST_VALUES
    assert len(made.master) == math.ceil(minutes * 60 / made.step)


def test_near_peaks_are_told() -> None:
    """A peak within half a decibel of the limit is marked, and no other."""
    peaks = ((RATE, to_amplitude(-1.4)), (3 * RATE, to_amplitude(-1.6)), (5 * RATE, to_amplitude(-1.1)))
    assert drawn(10, -20.0, peaks=peaks).near == (Moment(1.0, "−1.4 dBTP"), Moment(5.0, "−1.1 dBTP"))


def test_music_that_follows_itself_is_one_piece() -> None:
    """Layers of one name without a gap are one, within the guide; phases and tones are told in seconds."""
    made = drawn(20, layers=(layer("a", -3, 8), layer("b", 5, 9), layer("a", 8, 12), layer("a", 15, 30)))
    assert made.music == (Stretch("a", 0.0, 12.0), Stretch("b", 5.0, 9.0), Stretch("a", 15.0, 20.0))
    assert made.phases == (Stretch("peak", 0.0, 5.0),)
    assert made.tones == (Moment(2.0, "bell"),)


def test_a_portrait_is_kept_for_its_file(tmp_path: Path) -> None:
    """It comes back for the same file, not for another, and not when it was damaged."""
    cache = Cache(tmp_path)
    keep(cache, entry(), portrait())
    assert recall(cache, entry()) == portrait()
    assert recall(cache, entry(sha256="cd" * 32)) is None
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    kept.write_bytes(kept.read_bytes()[:-9])
    assert recall(cache, entry()) is None
