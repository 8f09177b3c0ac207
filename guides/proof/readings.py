"""Where in a long recording each paragraph of a text was read, and read again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from guides.proof.alignment import ReadAloud
from guides.proof.recogniser import HeardWord
from guides.proof.tokens import tokens_of
from guides.units import Seconds

Numbers = NDArray[np.int64]

MAY_DIFFER = 0.34
"""Share of a paragraph's words that may be dropped, added or misheard; a reading that broke off lacks more."""
WORSE = 0.15
"""Share by which a reading may be worse than the best and still count as whole."""
SHORT = 4
"""Words up to which a paragraph must stand between pauses: as few words also stand inside other sentences."""
PAUSE = Seconds(0.3)
_USED = -1
"""What stands for a heard word that belongs to another reading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph as it was read the last time that all of it was."""

    start: Seconds
    """When its first word was heard."""
    end: Seconds
    heard: str
    """The words as they were heard."""
    words: int
    """How many words it has, as they are compared."""
    errors: int
    """How many of them were dropped, added or misheard."""
    times: int
    """How often all of it was read."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Heard tokens from `first` up to `end`."""

    first: int
    end: int
    errors: int
    earliest: int
    latest: int
    """How far it may reach on either side with no more errors: over a first or last word that was misheard."""


def find_readings(
    paragraphs: Sequence[str], heard: Sequence[HeardWord], language: str, aloud: ReadAloud
) -> tuple[Reading | None, ...]:
    """Find each paragraph in what was heard: in any order, said once or several times.

    Long paragraphs are looked for first, since short ones may stand inside them. Each is
    found by approximate matching (Sellers, Journal of Algorithms 1, 1980), over whole
    words compared by their sound.

    Args:
        paragraphs: as they are written.
        heard: all words of the recording, in order.
        language: of both, `en-us`.
        aloud: reads numbers and abbreviations out.

    Returns:
        For each paragraph its last whole reading; None where there is none.
    """
    tokens = [(token, word) for word in heard for token in tokens_of(aloud(word.text), language)]
    numbers: dict[str, int] = {}
    left = np.array([numbers.setdefault(token.sound, len(numbers)) for token, _ in tokens], dtype=np.int64)
    wanted = [
        tuple(numbers.setdefault(token.sound, len(numbers)) for token in tokens_of(aloud(text), language))
        for text in paragraphs
    ]
    words = [word for _, word in tokens]
    found: list[Reading | None] = [None] * len(paragraphs)
    for same in sorted(set(wanted), key=lambda text: (-len(text), text)):
        if not same:
            continue
        places = [index for index, text in enumerate(wanted) if text == same]
        spans = [_grown(span, words) for span in _all_of(np.array(same), left)]
        spans = [span for span in spans if len(same) > SHORT or _apart(span, words)]
        for span in spans:
            left[span.first : span.end] = _USED
        whole = _whole(spans, len(same))
        # Equal paragraphs were read in their order; what was read more often counts from its end.
        for index, span in zip(places, whole[-len(places) :], strict=False):
            found[index] = _reading(span, words, len(same), max(len(whole) - len(places) + 1, 1))
    return tuple(found)


def _whole(spans: Sequence[_Span], words: int) -> list[_Span]:
    """Those that are about as good as the best, in order of time."""
    best = min((span.errors for span in spans), default=0)
    return sorted((span for span in spans if span.errors <= best + WORSE * words), key=lambda span: span.first)


def _reading(span: _Span, words: Sequence[HeardWord], count: int, times: int) -> Reading:
    heard = tuple(dict.fromkeys(words[span.first : span.end]))
    return Reading(
        start=heard[0].start,
        end=heard[-1].end,
        heard=" ".join(word.text for word in heard),
        words=count,
        errors=span.errors,
        times=times,
    )


def _grown(span: _Span, words: Sequence[HeardWord]) -> _Span:
    """The reading with words at its ends that were misheard: what was said in one breath with it."""
    first, end = span.first, span.end
    while first > span.earliest and words[first].start - words[first - 1].end < PAUSE:
        first -= 1
    while end < span.latest and words[end].start - words[end - 1].end < PAUSE:
        end += 1
    return replace(span, first=first, end=end)


def _apart(span: _Span, words: Sequence[HeardWord]) -> bool:
    """Whether there is a pause before and after, or nothing."""
    before = span.first == 0 or words[span.first].start - words[span.first - 1].end >= PAUSE
    return before and (span.end == len(words) or words[span.end].start - words[span.end - 1].end >= PAUSE)


def _all_of(text: Numbers, heard: Numbers) -> Iterator[_Span]:
    """Every place where a text stands in what was heard, none over another; the best first."""
    left = heard.copy()
    most = int(MAY_DIFFER * len(text))
    while len(left):
        errors = _edits(text, left, anywhere=True)
        # Of equally good ends the earliest: what comes after it only adds words.
        end = int(errors.argmin())
        if errors[end] > most or end == 0:
            return
        backwards = _edits(text[::-1], left[:end][::-1], anywhere=False)
        length = int(backwards.argmin())
        first = end - length
        free = length > 0 and bool((left[first:end] != _USED).all())
        span = _Span(first, end, int(errors[end]), end - _as_good(backwards, length), _as_good(errors, end))
        # What was looked at is not looked at again, found or not.
        left[first:end] = _USED
        if free:
            yield span


def _as_good(errors: Numbers, at: int) -> int:
    """The last place in a row from here that costs no more."""
    worse = np.flatnonzero(errors[at:] > errors[at])
    return at + int(worse[0]) - 1 if len(worse) else len(errors) - 1


def _edits(text: Numbers, heard: Numbers, *, anywhere: bool) -> Numbers:
    """The fewest edits from a text to what was heard up to each place, shape (len(heard) + 1,).

    Args:
        text: what is looked for.
        heard: where.
        anywhere: whether it may begin anywhere in it, or must begin at its start.
    """
    count = np.arange(len(heard) + 1)
    row = np.zeros_like(count) if anywhere else count
    for number, word in enumerate(text, 1):
        best = np.minimum(row[:-1] + (heard != word), row[1:] + 1)
        # A heard word too many costs one more than the place before it: a running minimum against the slope.
        row = np.minimum.accumulate(np.concatenate([[number], best]) - count) + count
    return row
