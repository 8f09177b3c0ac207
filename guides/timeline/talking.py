"""How long somebody talks: what words per minute are counted over."""

from itertools import pairwise

from guides.model.timeline import Timeline
from guides.timeline.framing import Framing
from guides.units import Frames


def talking_frames(timeline: Timeline, framing: Framing) -> Frames:
    """Speech with its sentence and ellipsis pauses; marked pauses and paragraph gaps left out."""
    automatic = {frames for ending, frames in framing.pauses if ending != "paragraph"}
    gaps = (after.start - before.end for before, after in pairwise(timeline.spoken))
    return Frames(sum(said.clip.frames for said in timeline.spoken) + sum(gap for gap in gaps if gap in automatic))
