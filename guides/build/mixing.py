"""From a timeline to segments: the music opened, measured, and ducked for every passage."""

from dataclasses import dataclass

import numpy as np

from guides.build.riding import ridden
from guides.build.sounding import BoundSounds
from guides.build.workshop import Workshop
from guides.mix.curves import Curve
from guides.mix.ducking import Levels, duck, passage_gain
from guides.mix.layers import Layer, layers_of
from guides.mix.passages import Passage, openings, passages
from guides.mix.segments import Dip, Segment, cut
from guides.model.music import Piece, Played, Seam
from guides.model.settings import CALM, Manner
from guides.model.timeline import Timeline
from guides.music.source import Source
from guides.sound.loudness import Powers
from guides.timeline.framing import Framing
from guides.units import HOP, Decibels, Lufs


@dataclass(frozen=True, slots=True)
class Mix:
    """All that the segments of a guide are cut from."""

    timeline: Timeline
    layers: tuple[Layer, ...]
    curve: Curve
    voice_gain: Decibels
    sounds: BoundSounds

    def segments(self, dips: tuple[Dip, ...] = ()) -> tuple[Segment, ...]:
        """The segments, limited lower where `dips` say."""
        return cut(self.timeline, self.layers, self.curve, self.voice_gain, dips)


def mix_of(
    workshop: Workshop,
    timeline: Timeline,
    framing: Framing,
    score: tuple[Played, ...],
    before: Seam | None = None,
    after: Seam | None = None,
    *,
    common: Timeline | None = None,
) -> Mix:
    """Decide every gain of a guide.

    Args:
        workshop: the practice.
        timeline: the guide in time.
        framing: how its voice and music stand to each other.
        score: what plays.
        before: where it goes on with what another guide ended in.
        after: what it passes on at its end.
        common: the guide as everyone has it, where `timeline` holds a client's own words: the music
            makes as much room as there.

    Raises:
        MusicError: a bed or track that is missing or cannot be used.
    """
    manner = framing.manner
    found = openings(timeline, manner)
    layers = layers_of(timeline, found, score, before, after)
    music = {piece: _open(workshop, piece) for piece in {layer.piece: None for layer in layers}}
    layers = ridden(layers, music)
    target = Lufs(manner.voice_lufs - framing.under)
    spoken = passages(timeline, found)

    def levels(first: int, hops: int) -> Powers:
        return _ducked_power(layers, music, first, hops)

    gains = _passage_gains(timeline, spoken, common, manner, levels, target)
    return Mix(
        timeline=timeline,
        layers=layers,
        curve=duck(manner, found, spoken, gains),
        # Clips are cached at the calm manner's loudness.
        voice_gain=Decibels(manner.voice_lufs - CALM.voice_lufs),
        sounds=BoundSounds(workshop.cache, music),
    )


def _passage_gains(
    timeline: Timeline,
    spoken: tuple[Passage, ...],
    common: Timeline | None,
    manner: Manner,
    levels: Levels,
    target: Lufs,
) -> list[Decibels]:
    """One gain for each passage; with a client's own words, those of the guide as everyone has it."""
    measured, where = timeline, spoken
    if common is not None:
        usual = passages(common, openings(common, manner))
        # A silence that gave nearly all of its time to a client's words may part passages no more.
        measured, where = (common, usual) if len(usual) == len(spoken) else (timeline, spoken)
    return [
        passage_gain([clip for clip in measured.spoken if passage.start <= clip.start <= passage.end], levels, target)
        for passage in where
    ]


def _open(workshop: Workshop, piece: Piece) -> Source:
    from guides.music import beds
    from guides.music.tracks import open_track

    if piece.track in beds.names():
        return beds.make(piece.track, intensity=piece.intensity, brightness=piece.brightness)
    return open_track(workshop.folder.music, piece.track, workshop.ffmpeg, workshop.cache, intensity=piece.intensity)


def _ducked_power(layers: tuple[Layer, ...], music: dict[Piece, Source], first: int, hops: int) -> Powers:
    """K-weighted power per hop of the music that makes room, before it does."""
    total = np.zeros(hops)
    for layer in layers:
        low = max(first, layer.start // HOP)
        high = min(first + hops, -(-layer.end // HOP))
        if not layer.ducked or low >= high:
            continue
        power = music[layer.piece].level(low - (layer.start - layer.offset) // HOP, high - low)
        centres = np.arange(low, high, dtype=np.float64) * HOP + HOP // 2
        for fade in layer.fades:
            if fade.matters(low * HOP, high * HOP):
                power = power * fade.factors(centres) ** 2
        for ride in layer.rides:
            power = power * 10 ** (ride.decibels(centres) / 10)
        total[low - first : high - first] += power
    return total
