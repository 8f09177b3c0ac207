"""The music makes room for the voice, and segments join into what the whole would be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from guides.mix.curves import OFF, Curve, curve_of
from guides.mix.ducking import duck, passage_gain
from guides.mix.layers import MARGIN, Layer, layers_of
from guides.mix.passages import Opening, openings, passages
from guides.mix.rendering import render
from guides.mix.segments import Dip, Segment, cut
from guides.model.clip import ClipRef
from guides.model.music import Piece, Played, Seam, level
from guides.model.settings import CALM, JOURNEY
from guides.model.timeline import ChapterAt, MusicAt, QuietAt, SpokenAt, Timeline, ToneAt
from guides.sound.loudness import HopMeter, power_of
from guides.units import HOP, RATE, SEGMENT, Decibels, Frames, Lufs, to_frames

Floats = NDArray[np.float32]


@dataclass
class Tone:
    """Music whose every sample is known: a quiet sine by absolute time."""

    hertz: float

    def read(self, start: int, count: int) -> Floats:
        time = np.arange(start, start + count) / RATE
        return np.repeat((0.1 * np.sin(2 * np.pi * self.hertz * time)).astype(np.float32)[:, np.newaxis], 2, axis=1)


@dataclass
class Sounds:
    """Clips of noise, music of sines, bells of a decaying sine."""

    lengths: dict[str, int] = field(default_factory=dict)

    def clip(self, key: str) -> Floats:
        made = np.random.default_rng(len(key)).standard_normal(self.lengths[key]) * 0.1
        return made.astype(np.float32)

    def music(self, piece: Piece) -> Tone:
        return Tone({"bed": 220.0, "river": 330.0, "stillness": 110.0}[piece.track])

    def tone(self, tone: ToneAt) -> Floats:
        time = np.arange(tone.frames) / RATE
        made = 0.05 * np.sin(2 * np.pi * 880 * time) * np.exp(-time)
        return np.repeat(made.astype(np.float32)[:, np.newaxis], 2, axis=1)


def timeline_of(
    spoken: list[tuple[float, float]],
    quiets: list[QuietAt] | None = None,
    *,
    length: float,
    music: list[MusicAt] | None = None,
    tones: list[ToneAt] | None = None,
    outro: float | None = None,
    tail: float | None = None,
) -> Timeline:
    clips = tuple(
        SpokenAt(to_frames(start), ClipRef(f"clip{number}", to_frames(seconds)), "Words.")
        for number, (start, seconds) in enumerate(spoken)
    )
    return Timeline(
        length=to_frames(length),
        spoken=clips,
        tones=tuple(tones or ()),
        quiets=tuple(quiets or ()),
        music=tuple(music if music is not None else [MusicAt(Frames(0), "bed", Frames(0))]),
        chapters=(ChapterAt("A", Frames(0)),),
        phases=(),
        outro=to_frames(outro if outro is not None else length),
        tail=to_frames(tail if tail is not None else length),
    )


def piece(name: str) -> Piece:
    return Piece(name, level(0.5), level(0.5))


def layers_for(
    timeline: Timeline, found: Sequence[Opening], before: Seam | None = None, after: Seam | None = None
) -> tuple[Layer, ...]:
    """The layers of a guide that plays what is written."""
    score = [
        Played(change.start, piece(change.track) if change.track else None, change.fade) for change in timeline.music
    ]
    return layers_of(timeline, found, score, before, after)


def quiet(start: float, end: float, mode: str, *, fixed: bool = False) -> QuietAt:
    return QuietAt(to_frames(start), to_frames(end), mode, fixed)  # type: ignore[arg-type]


def curve_for(timeline: Timeline, gain: float = -9.0, manner: object = CALM) -> Curve:
    found = openings(timeline, manner)  # type: ignore[arg-type]
    spoken = passages(timeline, found)
    return duck(manner, found, spoken, [Decibels(gain)] * len(spoken))  # type: ignore[arg-type]


def at(curve: Curve, seconds: float) -> float:
    return curve.at(to_frames(seconds))


def test_ducking_begins_before_the_word() -> None:
    """Down within the 600 ms before speech, up again over 1.5 s after it."""
    curve = curve_for(timeline_of([(10, 5)], length=60, outro=40))
    assert at(curve, 9.3) == 0.0
    assert at(curve, 10.0) == -9.0
    assert at(curve, 15.0) == -9.0
    assert at(curve, 16.5) == 0.0
    assert -9 < at(curve, 15.7) < 0


def test_the_music_stays_down_in_pauses() -> None:
    """A pause keeps it under however long it is; a silence lets it rise."""
    timeline = timeline_of([(10, 5), (30, 5), (70, 5)], [quiet(15, 30, "under"), quiet(35, 70, "rise")], length=100)
    curve = curve_for(timeline)
    assert at(curve, 22) == -9.0
    assert at(curve, 50) == 0.0
    assert at(curve, 70) == -9.0


def test_a_silence_too_short_to_rise() -> None:
    """Music rises only in gaps longer than its way up and down: 2.1 s, in journeys 14 s."""
    timeline = timeline_of([(30, 5), (47, 5)], [quiet(35, 47, "rise")], length=100)
    assert at(curve_for(timeline, manner=JOURNEY), 41) == -9.0
    assert at(curve_for(timeline, manner=CALM), 41) == 0.0


def test_still_sinks_to_stillness() -> None:
    """In a `still` silence the music is off and stillness sounds, so it is never digital zero."""
    timeline = timeline_of([(10, 5), (75, 5)], [quiet(15, 75, "still")], length=100)
    assert at(curve_for(timeline), 45) == OFF
    layers = layers_for(timeline, openings(timeline, CALM))
    (still,) = [layer for layer in layers if layer.piece.track == "stillness"]
    assert not still.ducked
    assert still.start == to_frames(15)
    sounds = Sounds({"clip0": to_frames(5), "clip1": to_frames(5)})
    segments = cut(timeline, layers, curve_for(timeline), Decibels(0.0))
    middle = render(segments[1], sounds).mix[MARGIN + to_frames(45) - SEGMENT :][:HOP]
    assert 0 < np.abs(middle).max() < 0.2


def test_a_passage_gain_is_measured() -> None:
    """The gain brings the music's own loudness, where the words sound, to the target."""
    spoken = timeline_of([(10, 5)], length=60).spoken
    gain = passage_gain(spoken, lambda first, hops: np.full(hops, power_of(-24.0)), Lufs(-33.0))
    assert gain == -9.0


def test_ducking_never_goes_upward() -> None:
    """Music that is already far below the voice is left where it is."""
    spoken = timeline_of([(10, 5)], length=60).spoken
    assert passage_gain(spoken, lambda first, hops: np.full(hops, power_of(-50.0)), Lufs(-33.0)) == 0.0


def test_an_at_parts_passages_even_when_the_music_stays_down() -> None:
    """What stands after an `[at]` does not depend on the words before it."""
    timeline = timeline_of([(10, 5), (16, 5)], [quiet(15, 16, "rise", fixed=True)], length=60)
    found = openings(timeline, CALM)
    assert len(passages(timeline, found)) == 2
    curve = duck(CALM, found, passages(timeline, found), [Decibels(-9.0), Decibels(-12.0)])
    assert at(curve, 15) == -9.0
    assert at(curve, 17) == -12.0


def test_music_changes_by_crossfade() -> None:
    """Both pieces sound during the fade, at equal power."""
    music = [MusicAt(Frames(0), "bed", Frames(0)), MusicAt(to_frames(30), "river", to_frames(8))]
    first, second = layers_for(timeline_of([], length=60, music=music), ())
    middle = to_frames(34)
    powers = [
        np.prod([fade.factors(np.array([float(middle)]))[0] for fade in layer.fades]) ** 2 for layer in (first, second)
    ]
    assert sum(powers) == pytest.approx(1.0, abs=1e-4)
    assert first.end == to_frames(38)


def test_the_end_is_a_long_fade() -> None:
    """The last sample is silence, and the fade to it has no step."""
    timeline = timeline_of([(10, 5)], length=60, outro=36)
    layers = layers_for(timeline, ())
    segments = cut(timeline, layers, curve_for(timeline), Decibels(0.0))
    mix = render(segments[-1], Sounds({"clip0": to_frames(5)})).mix
    end = MARGIN + segments[-1].end - segments[-1].start
    assert np.abs(mix[end - HOP : end]).max() < 1e-3
    assert np.abs(mix[end:]).max() == 0.0


def whole_of(timeline: Timeline, curve: Curve, dips: tuple[Dip, ...] = ()) -> tuple[tuple[Segment, ...], list[Floats]]:
    sounds = Sounds({said.clip.key: said.clip.frames for said in timeline.spoken})
    segments = cut(timeline, layers_for(timeline, openings(timeline, CALM)), curve, Decibels(0.0), dips)
    return segments, [render(segment, sounds).mix for segment in segments]


def test_segments_join_without_a_seam() -> None:
    """What a segment holds beyond its ends is what its neighbours hold there."""
    timeline = timeline_of(
        [(3, 5), (24, 4), (50, 3)],
        [quiet(8, 24, "rise"), quiet(28, 50, "under")],
        length=70,
        outro=55,
        tones=[ToneAt(to_frames(25.0), to_frames(8.0), "bell")],
    )
    segments, mixes = whole_of(timeline, curve_for(timeline))
    assert sum(segment.end - segment.start for segment in segments) == timeline.length
    for left, right in pairwise(mixes):
        np.testing.assert_allclose(left[SEGMENT : SEGMENT + 2 * MARGIN], right[: 2 * MARGIN], atol=3e-6)


def test_a_later_change_leaves_earlier_segments_alone() -> None:
    """A segment's value says nothing of what is far from it."""
    before = timeline_of([(3, 5), (80, 4)], [quiet(8, 80, "rise", fixed=True)], length=120, outro=100)
    after = timeline_of([(3, 5), (80, 9)], [quiet(8, 80, "rise", fixed=True)], length=125, outro=105)
    one = cut(before, layers_for(before, ()), curve_for(before), Decibels(0.0))
    two = cut(after, layers_for(after, ()), curve_for(after), Decibels(0.0))
    assert one[:3] == two[:3]
    assert one[3] != two[3]


def test_a_dip_touches_only_its_neighbourhood() -> None:
    """Limiting lower around an instant changes the segments that hear it, and no other."""
    timeline = timeline_of([(3, 5)], length=100, outro=90)
    curve = curve_for(timeline)
    plain, _ = whole_of(timeline, curve)
    dipped, _ = whole_of(timeline, curve, (Dip(Frames(SEGMENT + 100), Decibels(-1.0)),))
    assert [one == two for one, two in zip(plain, dipped, strict=True)] == [False, False, True, True]


def test_stems_add_up_to_the_mix() -> None:
    """Voice and music, as they stand before the limiter, are the mix."""
    timeline = timeline_of([(3, 5)], length=20, outro=15)
    segments = cut(timeline, layers_for(timeline, ()), curve_for(timeline), Decibels(-3.0))
    rendered = render(segments[0], Sounds({"clip0": to_frames(5)}), stems=True)
    assert rendered.voice_stem is not None
    assert rendered.music_stem is not None
    np.testing.assert_allclose(rendered.voice_stem[:, np.newaxis] + rendered.music_stem, rendered.mix, atol=1e-6)


def test_stem_loudness_is_that_of_the_stems() -> None:
    """The figures kept beside a segment are what a meter over the stem itself shows."""
    timeline = timeline_of([(3, 5), (20, 5)], length=25.6, outro=20)
    segments = cut(timeline, layers_for(timeline, ()), curve_for(timeline), Decibels(0.0))
    rendered = render(segments[0], Sounds({"clip0": to_frames(5), "clip1": to_frames(5)}), stems=True)
    assert rendered.voice_stem is not None
    assert rendered.music_stem is not None
    inside = slice(MARGIN // HOP, MARGIN // HOP + segments[0].hops)
    voice = HopMeter(1).add(rendered.voice_stem[:, np.newaxis])[inside]
    music = HopMeter().add(rendered.music_stem)[inside]
    np.testing.assert_allclose(rendered.voice, voice, atol=1e-9)
    speaking = rendered.voice > 0
    assert speaking.sum() >= 100
    np.testing.assert_allclose(rendered.music[speaking], music[speaking], rtol=1e-3)


points = st.lists(st.tuples(st.integers(0, 4_000_000), st.floats(-80, 0)), min_size=1, max_size=8)


@given(points, st.integers(0, 4_000_000), st.integers(100, 400_000))
def test_a_curve_within_a_window_is_the_same_curve(made: list[tuple[int, float]], start: int, count: int) -> None:
    """Restricting a curve to a window changes nothing inside it."""
    whole = curve_of(sorted(made))
    part = whole.within(start, start + count)
    for frame in range(start, start + count, max(count // 7, 1)):
        assert part.at(frame) == pytest.approx(whole.at(frame), abs=1e-4)


@settings(deadline=None, max_examples=10)
@given(st.floats(1.0, 80.0), st.integers(0, 3))
def test_planned_and_rendered_length_agree(length: float, clips: int) -> None:
    """For any length the segments hold exactly the planned frames."""
    timeline = timeline_of([(index * 2.0, 1.0) for index in range(clips)], length=max(length, 7.0))
    segments, mixes = whole_of(timeline, curve_for(timeline))
    assert sum(segment.end - segment.start for segment in segments) == timeline.length
    for segment, mix in zip(segments, mixes, strict=True):
        assert len(mix) >= segment.end - segment.start + 2 * MARGIN


def level_at(timeline: Timeline, seconds: float) -> float:
    return at(curve_for(timeline), seconds)


def test_a_rising_silence_before_a_still_one() -> None:
    """Each silence has its own way: the music rises in the first, and is off only in the second."""
    quiets = [quiet(15, 55, "rise"), quiet(55, 95, "still")]
    timeline = timeline_of([(10, 5), (95, 5)], quiets, length=120)
    assert level_at(timeline, 35) == 0.0
    assert level_at(timeline, 75) == OFF
    assert level_at(timeline, 95) == -9.0


def test_still_before_the_first_word_and_after_the_last() -> None:
    """Stillness holds wherever it is written, and the music comes back for the end."""
    quiets = [quiet(10, 50, "still"), quiet(60, 120, "rise"), quiet(120, 160, "still")]
    timeline = timeline_of([(50, 10)], quiets, length=200, outro=160)
    assert level_at(timeline, 5) == 0.0
    assert level_at(timeline, 30) == OFF
    assert level_at(timeline, 100) == 0.0
    assert level_at(timeline, 140) == OFF
    assert level_at(timeline, 170) == 0.0


def test_still_without_any_word() -> None:
    """A guide of music alone can be still, too."""
    assert level_at(timeline_of([], [quiet(10, 50, "still")], length=100), 30) == OFF


def test_still_before_a_short_wait() -> None:
    """A wait too short to rise in belongs to the words that follow it."""
    quiets = [quiet(15, 55, "still"), quiet(56, 57, "rise", fixed=True)]
    timeline = timeline_of([(10, 5), (57, 5)], quiets, length=100)
    assert level_at(timeline, 40) == OFF
    assert level_at(timeline, 57) == -9.0


def test_a_short_word_between_two_waits() -> None:
    """Steps between passages stay in order of time however short the passages are."""
    quiets = [quiet(15, 15.2, "rise", fixed=True), quiet(15.5, 16.5, "rise", fixed=True)]
    timeline = timeline_of([(10, 5), (15.2, 0.3), (16.5, 3)], quiets, length=60)
    found = openings(timeline, CALM)
    spoken = passages(timeline, found)
    curve = duck(CALM, found, spoken, [Decibels(-9.0), Decibels(-12.0), Decibels(-8.0)])
    assert at(curve, 17.2) == -8.0


def test_breathing_tones_at_the_end_are_not_drowned() -> None:
    """The music stays under as long as somebody breathes to it."""
    tones = [ToneAt(to_frames(20 + 4 * turn), to_frames(4), "inhale") for turn in range(3)]
    timeline = timeline_of([(10, 5)], [], length=80, outro=40, tones=tones)
    assert level_at(timeline, 30) == -9.0
    assert level_at(timeline, 36) == 0.0


def test_music_in_a_part_of_a_passage_makes_room_there() -> None:
    """Hops without music do not make the rest of it seem soft."""
    spoken = timeline_of([(10, 40)], length=60).spoken

    def levels(first: int, hops: int) -> NDArray[np.float64]:
        return np.where(np.arange(first, first + hops) < 200, power_of(-24.0), 0.0)

    assert passage_gain(spoken, levels, Lufs(-33.0)) == -9.0


def test_dips_at_one_place_add_up() -> None:
    """A second dip says what the first left."""
    timeline = timeline_of([(3, 5)], length=20, outro=15)
    segments = cut(timeline, (), curve_for(timeline), Decibels(20.0), (Dip(to_frames(5), Decibels(-3.0)),) * 2)
    mix = render(segments[0], Sounds({"clip0": to_frames(5)})).mix[MARGIN:]
    around = slice(to_frames(5) - 400, to_frames(5) + 400)
    assert 20 * np.log10(np.abs(mix[around]).max()) == pytest.approx(-8.0, abs=0.3)
    assert 20 * np.log10(np.abs(mix[to_frames(6) : to_frames(7)]).max()) == pytest.approx(-2.0, abs=0.3)


def test_two_guides_meet_without_a_seam() -> None:
    """What one guide renders beyond its last frame is what the next renders there, and the other way round."""
    seam = Seam(piece("river"), to_frames(3600))
    first = timeline_of([(5, 3)], length=90, outro=30)
    second = timeline_of([(60, 3)], length=120, outro=80)
    ending = cut(first, layers_for(first, (), after=seam), curve_for(first), Decibels(0.0))[-1]
    beginning = cut(second, layers_for(second, (), before=seam), curve_for(second), Decibels(0.0))[0]
    sounds = Sounds({"clip0": to_frames(3)})
    left, right = render(ending, sounds).mix, render(beginning, sounds).mix
    end = MARGIN + ending.end - ending.start
    around = slice(end - MARGIN, end + MARGIN)
    assert np.abs(left[around]).max() > 0.01
    np.testing.assert_allclose(left[around][:MARGIN], right[:MARGIN], atol=3e-5)
    # After the seam the next guide's own music begins to come in: nothing of it is heard at once.
    np.testing.assert_allclose(left[around][MARGIN : MARGIN + HOP], right[MARGIN : MARGIN + HOP], atol=2e-3)
