"""Personal slots: time kept after a line with a field, so that other words fit without moving anything."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from guides.model.settings import SLOT_KEEPS, SLOT_ROOM
from guides.model.timeline import SpokenAt, ToneAt
from guides.units import Frames, to_frames


def with_slots(
    spoken: Sequence[SpokenAt], personal: Iterable[int], tones: Sequence[ToneAt], end: Frames
) -> tuple[SpokenAt, ...]:
    """The spoken clips, those with a field given a slot: up to 1.5 s of the pause after
    them, which keeps at least 0.4 s."""
    marked = set(personal)
    starts = sorted([*(clip.start for clip in spoken), *(tone.start for tone in tones), end])
    return tuple(
        replace(clip, slot_end=_slot_end(clip, starts)) if index in marked else clip
        for index, clip in enumerate(spoken)
    )


def _slot_end(clip: SpokenAt, starts: Sequence[Frames]) -> Frames:
    following = next((start for start in starts if start >= clip.end and start > clip.start), clip.end)
    room = min(to_frames(SLOT_ROOM), following - clip.end - to_frames(SLOT_KEEPS))
    return Frames(clip.end + max(room, 0))
