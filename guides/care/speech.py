"""How a guide is heard: not too fast, not too full, not too hard."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from guides.care.passages import Heard, Passage
from guides.care.rule import Finding, Rule
from guides.care.syllables import count
from guides.model.estimates import SYLLABLES_PER_WORD, count_syllables, count_words
from guides.model.script import Say
from guides.model.settings import Pauses

FASTEST = 160.0
"""Words a minute, sentence pauses counted."""
LEAST_SILENCE = 0.15
ENOUGH_WORDS = 80
"""A guide of fewer words is not judged by its share of silence."""
SENTENCE_GAP = 2.0
"""Seconds; shorter gaps belong to speech."""
GRADE = 8.0
SURE_WORDS = 60
"""From so many words on a grade is taken as it is; a shorter passage has to be that much harder."""
SLACK_PER_WORD = 1 / 6
LEAST_WORDS = 8

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=\w))*|\d+")
_ENDS = re.compile(r"[.!?…;:]+(?=\s|$)|\s[–—]\s|—")


def _find_hurry(heard: Heard) -> Iterator[Finding]:
    timed = heard.timed
    if not heard.lines:
        return
    words = sum(len(_WORD.findall(line.text)) for line in heard.lines)
    pace = _standard_pace(heard)
    if pace > FASTEST:
        place = timed.script.front.place_of("pace") or heard.lines[0].place
        yield Finding(place, f"About {pace:.0f} words a minute are spoken here; {FASTEST:.0f} are the most.")
    if words < ENOUGH_WORDS:
        return
    lasts = heard.lines[-1].end - heard.lines[0].start
    gaps = [after.start - before.end for before, after in pairwise(heard.lines)]
    share = sum(gap for gap in gaps if gap >= SENTENCE_GAP) / lasts if lasts else 1.0
    if share < LEAST_SILENCE:
        fullest = max(heard.passages, key=lambda passage: len(passage.text))
        most = f"only {share:.0%} is silence; {LEAST_SILENCE:.0%} is the least."
        message = f"Between the first word and the last, {most}"
        yield Finding(fullest.lines[0].place, message)


def _standard_pace(heard: Heard) -> float:
    """Words a minute as a writer can change them.

    Where most words are of one syllable they count as if of the usual length. Where the
    script sets no pace, the voice has its own, and each sentence is given its pause, also
    at the end of a paragraph: a guide of single sentences is not too fast.
    """
    timed = heard.timed
    text = " ".join(line.text for line in heard.lines)
    usual = min(count_syllables(text) / (SYLLABLES_PER_WORD * max(count_words(text), 1)), 1.0)
    if timed.script.front.pace is not None:
        return timed.words_per_minute * usual
    speech = sum(moment.end - moment.start for moment in timed.steps if isinstance(moment.step, Say))
    return usual * count_words(text) * 60 / (speech + len(heard.lines) * Pauses().sentence)


def grade(text: str) -> tuple[float, int]:
    """The reading grade of a text, and how many words it has.

    The formula of Kincaid, Fishburne, Rogers and Chissom (1975):
    0.39 words per sentence + 11.8 syllables per word − 15.59. As Flesch counted, a
    semicolon, a colon or a dash ends a unit of thought as a full stop does.
    """
    words = _WORD.findall(text)
    units = [unit for unit in _ENDS.split(text) if _WORD.search(unit)]
    if not words:
        return 0.0, 0
    syllables = sum(count(word) for word in words)
    return 0.39 * len(words) / len(units) + 11.8 * syllables / len(words) - 15.59, len(words)


def _find_hard(heard: Heard) -> Iterator[Finding]:
    hard = [passage for passage in heard.passages if _is_hard(passage.text)]
    if not hard and _is_hard(" ".join(passage.text for passage in heard.passages), least=2 * SURE_WORDS):
        hard = [_hardest(heard.passages)]
    for passage in hard:
        level, _ = grade(passage.text)
        message = f"This passage reads like grade {level:.0f}; {GRADE:.0f} is the most that is easy to hear."
        yield Finding(passage.lines[0].place, message)


def _is_hard(text: str, least: int = LEAST_WORDS) -> bool:
    level, words = grade(text)
    return words >= least and level > GRADE + max(SURE_WORDS - words, 0) * SLACK_PER_WORD


def _hardest(passages: Sequence[Passage]) -> Passage:
    return max(passages, key=lambda passage: grade(passage.text)[0] * min(len(passage.text), 200))


PACE = Rule(
    name="pace",
    reason=(
        "What is heard with closed eyes needs time to arrive. Above 160 words a minute, or with less than a "
        "sixth or so"
        " of silence between the first word and the last, nothing that was said can be done."
    ),
    instead="Write a lower pace, or leave it out; put [pause 6s] between paragraphs, and say less.",
    breaks="---\ntitle: Fast\npace: 1.4\n---\n\nYou might notice the room that you are in, and all the "
    "things there are in it today.",
    keeps="You might notice the room that you are in.\n\n[pause 8s]\n\nAnd the things there are in it today.",
    find=_find_hurry,
)
READING = Rule(
    name="reading",
    reason=(
        "A listener cannot read a sentence again. Long sentences and long words are lost, and whoever loses "
        "them feels"
        " stupid. Grade 8 of the Flesch–Kincaid formula is the most; grade 6 is kinder."
    ),
    instead="Write shorter sentences, and plain words for long ones.",
    breaks=(
        "Consider the possibility that habitual psychological mechanisms continuously organise your perception of"
        " interpersonal experience, notwithstanding considerable evidence contradicting their fundamental "
        "assumptions."
    ),
    keeps="You may have old habits. They may shape how you see other people. Some of them may be ready to rest.",
    find=_find_hard,
)
