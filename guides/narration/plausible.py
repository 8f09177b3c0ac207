"""Whether a sentence was really spoken: by how long it took.

Neural voices sometimes drop words, stutter or babble. The length per speech sound
gives most of that away; a clip outside the range is spoken again in other ways, and one
that stays outside fails the guide.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from guides.errors import Place, VoiceError
from guides.model.utterance import Utterance, Way
from guides.narration.clips import Clip, joined
from guides.narration.narrator import Narrator
from guides.narration.reading_aloud import words
from guides.units import Seconds

SHORTEST = 0.045
LONGEST = 0.25
"""Seconds per speech sound at pace 1."""
ALLOWANCE = Seconds(0.5)
"""A sound's onset and decay, which weigh in very short texts."""
REST = Seconds(0.6)
"""What a comma, dash or full stop inside the text may add."""
CLAUSE_PAUSE = Seconds(0.2)
CARRIER = "Take your time."
"""Words spoken before a short text that failed alone, and cut off again."""
SHORT = 40
"""Speech sounds up to which a carrier is tried before cutting into clauses."""
SLOWER, QUICKER = 0.95, 1.06
"""Another pace makes a neural voice speak the sentence anew, and is hardly heard as one."""


def estimated_phonemes(spoken: str) -> int:
    """Speech sounds of English words, from their letters: about five sounds for six letters."""
    return max(1, round(len(re.findall(r"[^\W_]", spoken)) * 0.84))


def is_plausible(seconds: float, phonemes: int, pace: float, rests: int) -> bool:
    """Whether a trimmed clip is as long as its speech sounds can take.

    Args:
        seconds: its length.
        phonemes: how many speech sounds the text has.
        pace: 1 is the voice's natural pace.
        rests: marks inside the text at which a voice pauses.
    """
    least = phonemes * SHORTEST / pace
    most = ALLOWANCE + phonemes * LONGEST / pace + rests * REST
    return least <= seconds <= most


def spoken_surely(narrator: Narrator, utterance: Utterance, where: Place | None) -> Clip:
    """The utterance as a trimmed clip of a plausible length.

    Raises:
        VoiceError: it stayed too short or too long in every way it was tried, or the
            engine failed; `where` is the place the error names, since the words
            themselves may be personal.
    """
    if not re.search(r"\w", words(utterance)):
        raise VoiceError(
            "There is nothing to speak in this sentence.", where=where, hint="Take it out, or write it in words."
        )
    try:
        for way in _ways(narrator, utterance):
            clip = WAYS[way](narrator, replace(utterance, way="plain"))
            if clip is not None and _fits(narrator, utterance, clip):
                return clip
    except VoiceError as error:
        raise VoiceError(error.message, where=error.where or where, hint=error.hint) from error
    raise VoiceError(
        f"The voice {utterance.voice} does not speak this sentence completely, however it is asked.",
        where=where,
        hint="Write the sentence a little differently, in shorter parts, or choose another voice or pace for it.",
    )


def _fits(narrator: Narrator, utterance: Utterance, clip: Clip) -> bool:
    rests = len(re.findall(r"[,;:.!?…—–]+\s", utterance.text))
    return is_plausible(clip.seconds, narrator.phonemes(utterance), utterance.pace, rests)


def _ways(narrator: Narrator, utterance: Utterance) -> Iterator[Way]:
    """Ways to speak it: the one that was chosen for it, then the likeliest to help."""
    likely: tuple[Way, ...] = ("plain", "carrier", "clauses", "slower", "quicker")
    if narrator.phonemes(utterance) > SHORT:
        likely = ("plain", "clauses", "carrier", "slower", "quicker")
    yield from dict.fromkeys((utterance.way, *likely))


def _plainly(narrator: Narrator, utterance: Utterance) -> Clip:
    return narrator.speak(utterance).trimmed()


def _after_carrier(narrator: Narrator, utterance: Utterance) -> Clip | None:
    """Spoken after other words, and cut at the pause between them."""
    lead = 1000 * narrator.speak(replace(utterance, text=CARRIER)).trimmed().seconds
    both = narrator.speak(replace(utterance, text=f"{CARRIER} {utterance.text}")).trimmed()
    near = [pause for pause in both.pauses(90, 25.0) if 0.6 * lead < (pause[0] + pause[1]) / 2 < 1.6 * lead + 200]
    if not near:
        return None
    start, end = max(near, key=lambda pause: pause[1] - pause[0])
    return Clip(both.audio[(start + end) // 2 :]).trimmed()


def _by_clauses(narrator: Narrator, utterance: Utterance) -> Clip | None:
    """Spoken clause by clause, each a plausible clip of its own."""
    clauses = [part for part in re.split(r"(?<=[,;:.!?…—–])\s+", utterance.text) if re.search(r"\w", part)]
    if len(clauses) < 2:
        return None
    parts = [replace(utterance, text=clause) for clause in clauses]
    clips = [narrator.speak(part).trimmed() for part in parts]
    if not all(_fits(narrator, part, clip) for part, clip in zip(parts, clips, strict=True)):
        return None
    return joined(clips, CLAUSE_PAUSE)


def _slower(narrator: Narrator, utterance: Utterance) -> Clip:
    return narrator.speak(replace(utterance, pace=utterance.pace * SLOWER)).trimmed()


def _quicker(narrator: Narrator, utterance: Utterance) -> Clip:
    return narrator.speak(replace(utterance, pace=utterance.pace * QUICKER)).trimmed()


WAYS: Mapping[Way, Callable[[Narrator, Utterance], Clip | None]] = {
    "plain": _plainly,
    "carrier": _after_carrier,
    "clauses": _by_clauses,
    "slower": _slower,
    "quicker": _quicker,
}
"""Each way of asking; None where a sentence cannot be asked for in it."""
