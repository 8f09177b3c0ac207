"""One long recording cut into the takes of a guide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guides.build.speech import aloud
from guides.build.takes import Take, look_at_takes, register_takes
from guides.build.workshop import Workshop
from guides.errors import EncodingError, Place, Problem, TakeError
from guides.model.script import Script
from guides.narration.take_faults import TakeFigures
from guides.proof.pieces import hear_pieces
from guides.proof.readings import Reading, find_readings
from guides.proof.recogniser import Recogniser
from guides.store.files import translated, whole_path
from guides.units import RATE, Seconds

Floats = NDArray[np.float32]

FORMAT = ("-af", "pan=mono|c0=c0", "-c:a", "flac", "-sample_fmt", "s32", "-f", "flac")
"""Lossless, in 24 bits."""
OLDER = "older"
"""Where recordings go that were replaced, below their own folder."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A take in a long recording."""

    take: Take
    reading: Reading
    start: int
    """The first frame, in the middle of the pause before its words."""
    end: int
    """The frame after the last, in the middle of the pause after them."""

    @property
    def seconds(self) -> Seconds:
        """From pause to pause."""
        return Seconds((self.end - self.start) / RATE)


@dataclass(frozen=True, slots=True)
class Memo:
    """A long recording, and what of a guide is in it."""

    samples: Floats
    """Mono at 44.1 kHz, shape (n,)."""
    clipped: int
    """In how many places it was too loud for the recorder."""
    cuts: tuple[Cut, ...]
    """In the order of the script."""
    unheard: tuple[Take, ...]
    """The labels whose words are not in it."""

    def sound(self, cut: Cut) -> Floats:
        """The sound of a take as it was recorded, shape (n,)."""
        return self.samples[cut.start : cut.end]


def split_memo(
    workshop: Workshop,
    script: Script,
    path: Path,
    recogniser: Recogniser,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Memo:
    """Find the labelled paragraphs of a guide in one long recording of them; nothing is written.

    What was said twice counts as it was said the last time from beginning to end. Every cut
    lies in the middle of the nearest pause.

    Args:
        workshop: the practice.
        script: whose paragraphs are read in it, in any order.
        path: the recording, of any format.
        recogniser: writes down what is said in it.
        told: called with how many stretches of it were heard, and of how many.

    Raises:
        EncodingError: the recording cannot be used.
        ProofError: the recogniser cannot work here.
        StoreError: it cannot be read.
    """
    from guides.narration.recordings import read_recording
    from guides.narration.trimming import pauses_in
    from guides.sound.high_pass import without_rumble

    takes = look_at_takes(workshop, script).takes
    with translated(path, "read this recording"), path.open("rb"):
        pass
    try:
        recording = read_recording(path, workshop.ffmpeg)
    except EncodingError as error:
        raise EncodingError(error.message, where=Place(path.name), hint=error.hint) from error
    clean = without_rumble(recording.samples, RATE)
    pauses = pauses_in(clean)
    language = script.front.language or workshop.settings.voice.language
    heard = hear_pieces(clean, pauses, recogniser, language, told)
    readings = find_readings([take.paragraph.words for take in takes], heard, language, partial(aloud, language))
    found = tuple(zip(takes, readings, strict=True))
    return Memo(
        samples=recording.samples,
        clipped=recording.clipped,
        cuts=tuple(_cut(take, reading, pauses) for take, reading in found if reading is not None),
        unheard=tuple(take for take, reading in found if reading is None),
    )


def _cut(take: Take, reading: Reading, pauses: Sequence[tuple[int, int]]) -> Cut:
    start, end = round(reading.start * RATE), round(reading.end * RATE)
    middle = (start + end) // 2
    # A recogniser sets the edges of words a few tenths of a second too early or too late.
    before = min((pause for pause in pauses if pause[0] < middle), key=partial(_away, start), default=pauses[0])
    after = min((pause for pause in pauses if pause[1] > middle), key=partial(_away, end), default=pauses[-1])
    return Cut(take, reading, sum(before) // 2, sum(after) // 2)


def _away(frame: int, pause: tuple[int, int]) -> int:
    """How far a frame lies outside a pause."""
    return max(pause[0] - frame, frame - pause[1], 0)


def finished_cut(memo: Memo, cut: Cut) -> tuple[Floats, TakeFigures]:
    """A take as it will sound in the guide, mono at 44.1 kHz, and its figures.

    Raises:
        EncodingError: nobody speaks in it.
    """
    from guides.narration.recordings import Recording
    from guides.narration.takes import finished_take

    return finished_take(Recording(memo.sound(cut), channels=1, dead=0, opposed=False, clipped=0))


def keep_cut(workshop: Workshop, script: Script, memo: Memo, cut: Cut, *, replace: bool = False) -> Path:
    """Save a take in the folder of its guide, and write down what it says.

    Args:
        workshop: the practice.
        script: the guide.
        memo: what it is cut from.
        cut: the take.
        replace: put a recording that is there already aside, into the folder `older`.

    Returns:
        The new file.

    Raises:
        TakeError: there is a recording already, and `replace` was not asked for.
        StoreError, EncodingError: it cannot be written.
    """
    label, folder = cut.take.label, workshop.folder.takes.of(script.id)
    there = workshop.folder.takes.files(script.id).get(label.casefold(), ())
    if there and not replace:
        raise TakeError([already_there(script, cut.take, there[0])])
    path = folder / f"{label}.flac"
    sound = memo.sound(cut)
    # Sound that was decoded may exceed full scale; how loud a take is does not matter.
    sound = sound / np.float32(max(float(np.abs(sound).max()), 1.0))
    with whole_path(path) as beside:
        workshop.ffmpeg.encode(FORMAT, [np.repeat(sound[:, np.newaxis], 2, axis=1)], beside)
        for old in there:
            _put_aside(old)
    register_takes(workshop, look_at_takes(workshop, script))
    return path


def already_there(script: Script, take: Take, path: Path) -> Problem:
    """What is said where a take would be put in place of another."""
    return Problem(
        f"There is a recording for #{take.label} already: {path.name}.",
        take.paragraph.place,
        f"It was not replaced. Move it out of takes/{script.id}/ first, or split again and answer the questions.",
        "warning",
    )


def _put_aside(old: Path) -> None:
    """Move a recording into the folder `older` beside it, where nothing else has its name."""
    folder = old.parent / OLDER
    with translated(folder, "put the old recording aside"):
        folder.mkdir(exist_ok=True)
        names = (f"{old.stem}{f'-{number}' if number else ''}{old.suffix}" for number in count())
        old.rename(next(folder / name for name in names if not (folder / name).exists()))
