"""Finished guides measured from outside: as long as planned, as loud as promised, the music under the voice."""

import numpy as np
import pytest
from listening import Sound, decoded, loudness, where_voice_sounds
from practices import Practice

LIMIT = 10 ** (-2 / 20)
"""The limiter's ceiling: below it the mix is what went in."""


@pytest.fixture(scope="module")
def meeting(built: Practice) -> tuple[Sound, Sound, Sound]:
    """The preparation guide: the file, its voice stem, its music stem."""
    names = ("", ".voice", ".music")
    master, voice, music = (
        decoded(built.out(f"preparation/01-meeting{name}.{'flac' if name else 'mp3'}")) for name in names
    )
    return master, voice, music


@pytest.fixture(scope="module")
def opening(built: Practice) -> tuple[Sound, Sound]:
    """The journey guide's stems: voice and music."""
    return decoded(built.out("journey/01-opening.voice.flac")), decoded(built.out("journey/01-opening.music.flac"))


def test_every_guide_is_as_long_as_planned_to_the_frame(built: Practice) -> None:
    """The decoded mp3 has exactly the frames of the plan, and the report says so."""
    for entry in built.report.values():
        frames = len(decoded(built.out(entry["file"])))
        assert frames / 44_100 == pytest.approx(entry["planned_seconds"], abs=0.0005)


def test_true_peaks_stay_below_the_limit(built: Practice) -> None:
    """By ffmpeg's `ebur128` there is at most −1 dBTP, and what the report says is what it finds."""
    for entry in built.report.values():
        heard = loudness(built.out(entry["file"]))
        assert heard.true_peak <= -1.0
        assert entry["true_peak_dbtp"] == pytest.approx(heard.true_peak, abs=0.2)
        assert entry["master_lufs"] == pytest.approx(heard.lufs, abs=0.15)


def test_the_voice_is_at_its_loudness(
    built: Practice, meeting: tuple[Sound, Sound, Sound], opening: tuple[Sound, Sound]
) -> None:
    """The voice stem is at −18 ± 0.5 LUFS, on a journey at −21 ± 0.5."""
    for id, stem, target in (("preparation/01-meeting", meeting[1], -18), ("journey/01-opening", opening[0], -21)):
        heard = loudness(stem).lufs
        assert heard == pytest.approx(target, abs=0.5)
        assert built.report[id]["voice_lufs"] == pytest.approx(heard, abs=0.1)


def test_the_music_makes_room(
    built: Practice, meeting: tuple[Sound, Sound, Sound], opening: tuple[Sound, Sound]
) -> None:
    """While somebody speaks the music is at least 14 LU under the voice, on a journey at least 9."""
    for id, (voice, music), least in (
        ("preparation/01-meeting", meeting[1:], 14),
        ("journey/01-opening", opening, 9),
    ):
        spoken = where_voice_sounds(voice)
        there = np.flatnonzero(spoken)
        under = loudness(voice[there]).lufs - loudness(music[there]).lufs
        assert under >= least
        assert built.report[id]["bed_under_voice_lu"] == pytest.approx(under, abs=0.5)


def test_the_stems_add_up_to_the_mix(meeting: tuple[Sound, Sound, Sound]) -> None:
    """Voice and music together are the finished guide, but for what the mp3 encoder leaves out."""
    master, voice, music = meeting
    together = voice + music
    assert len(master) == len(together)
    assert np.abs(together).max() < LIMIT
    error = np.sqrt(np.mean((master - together) ** 2))
    assert error < 0.06 * np.sqrt(np.mean(together**2))


def test_lossless_stems_add_up_exactly(practice: Practice) -> None:
    """In a lossless format the guide is the sum of its stems, to the rounding of 16 or 24 bits."""
    practice.write("preparation/01-a", "Welcome. It is quiet here.", "music:\n  intro: 2s\n  outro: 3s")
    practice.build("--stems", "--format", "wav")
    master, voice, music = (
        decoded(practice.out(f"preparation/01-a{end}")) for end in (".wav", ".voice.flac", ".music.flac")
    )
    assert len(master) == len(voice) == len(music)
    assert np.abs(master - (voice + music)).max() < 3 / 32768


def test_the_music_frames_the_words(built: Practice, meeting: tuple[Sound, Sound, Sound]) -> None:
    """Music sounds alone for eight seconds before the first word, and fades alone for 24 after the last."""
    _, voice, music = meeting
    spoken = np.flatnonzero(where_voice_sounds(voice))
    assert spoken[0] / 44_100 == pytest.approx(8.0, abs=0.2)
    assert (len(voice) - spoken[-1]) / 44_100 == pytest.approx(24.0, abs=0.3)
    second = np.sqrt(np.mean(music[: len(music) // 44_100 * 44_100].reshape(-1, 44_100 * 2) ** 2, axis=1))
    assert second[4:8].min() > 0.01
    assert second[-1] < 0.1 * second[-20]


def test_music_rises_in_a_silence(built: Practice) -> None:
    """In `[silence]` the music comes up to its own level and is down again before the next word."""
    music = decoded(built.out("preparation/02-breath.music.flac"))
    voice = where_voice_sounds(decoded(built.out("preparation/02-breath.voice.flac")))
    spoken = np.flatnonzero(voice)
    gaps = np.diff(spoken)
    start = spoken[int(gaps.argmax())]
    silence = music[start : start + int(gaps.max())]
    assert len(silence) / 44_100 == pytest.approx(20, abs=0.3)
    middle, ends = silence[5 * 44_100 : 15 * 44_100], music[np.flatnonzero(voice)]
    assert loudness(middle).lufs > loudness(ends).lufs + 6


def test_nothing_clicks_where_segments_meet(meeting: tuple[Sound, Sound, Sound]) -> None:
    """Where two encoded segments are joined, the file is as near to the mix as elsewhere."""
    master, voice, music = meeting
    error = np.abs(master - (voice + music)).max(axis=1)
    joins = range(1_128_960, len(error), 1_128_960)
    assert list(joins)
    usual = np.quantile(error, 0.999)
    for join in joins:
        assert error[join - 1_200 : join + 1_200].max() < 3 * usual
