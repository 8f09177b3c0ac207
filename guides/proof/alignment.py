"""What was written beside what was heard, and every place where they differ."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from guides.proof.division import divided
from guides.proof.recogniser import HeardWord
from guides.proof.sounds import loosely
from guides.proof.tokens import Token, tokens_of
from guides.units import Seconds

ReadAloud = Callable[[str], str]
"""Turns a text as written into words as spoken: "10" into "ten"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where other words were heard than were written."""

    written: str
    """The words as written; nothing where words were added."""
    heard: str
    """The words as heard; nothing where words were dropped."""
    errors: int
    """How many words it counts as."""
    start: Seconds
    """When it was heard; between its neighbours where nothing was."""
    end: Seconds
    probability: float
    """How sure the recogniser is of the least sure word of it; 1 where it heard nothing."""


@dataclass(frozen=True, slots=True)
class LineHeard:
    """One written line as it was heard."""

    words: int
    """How many words it has, as they are compared."""
    start: Seconds | None
    """When its first word was heard; None when none was."""
    end: Seconds | None
    differences: tuple[Difference, ...]

    @property
    def errors(self) -> int:
        """How many words were dropped, added or misheard."""
        return sum(difference.errors for difference in self.differences)


@dataclass(frozen=True, slots=True)
class _Written:
    token: Token
    line: int


@dataclass(frozen=True, slots=True)
class _Heard:
    token: Token
    word: HeardWord


@dataclass(frozen=True, slots=True)
class _Region:
    """Words that stand at the same place of both texts, and between which other words matched."""

    written: tuple[_Written, ...]
    heard: tuple[_Heard, ...]


def align(lines: Sequence[str], heard: Sequence[HeardWord], language: str, aloud: ReadAloud) -> tuple[LineHeard, ...]:
    """Find each written line in what was heard.

    The words of both are aligned by the fewest edits (Levenshtein, over whole words). What
    differs between two matches counts as the same if its letters or its speech sounds are
    the same when written together; otherwise it belongs to the line in which it stands.

    Args:
        lines: texts as written, in the order they are spoken; each of any number of sentences.
        heard: the words that were heard, in order, their times from any one start.
        language: of both, `en-us`.
        aloud: reads numbers and abbreviations out; asked for both texts.

    Returns:
        One entry per line, in order.
    """
    if not lines:
        return ()
    written = [_Written(token, at) for at, line in enumerate(lines) for token in tokens_of(aloud(line), language)]
    spoken = [_Heard(token, word) for word in heard for token in tokens_of(aloud(word.text), language)]
    regions = list(_by_line(_regions(written, spoken), len(lines)))
    return tuple(_line(regions[at]) for at in range(len(lines)))


def word_error_rate(lines: Sequence[LineHeard]) -> float:
    """Words dropped, added and misheard, as a share of the words written; 0 when none are."""
    words = sum(line.words for line in lines)
    return sum(line.errors for line in lines) / words if words else 0.0


def _regions(written: Sequence[_Written], heard: Sequence[_Heard]) -> Iterator[_Region]:
    from rapidfuzz.distance import Levenshtein

    steps = Levenshtein.opcodes([item.token.sound for item in written], [item.token.sound for item in heard])
    for equal, group in groupby(steps, lambda step: bool(step.tag == "equal")):
        found = list(group)
        here = tuple(written[found[0].src_start : found[-1].src_end])
        there = tuple(heard[found[0].dest_start : found[-1].dest_end])
        if equal:
            yield from (_Region((one,), (other,)) for one, other in zip(here, there, strict=True))
        else:
            yield _Region(here, there)


def _by_line(regions: Iterable[_Region], count: int) -> list[list[_Region]]:
    """Every region, or its pieces, with the line that it stands in."""
    lines: list[list[_Region]] = [[] for _ in range(count)]
    found = list(regions)
    for index, region in enumerate(found):
        numbers = sorted({item.line for item in region.written})
        if not numbers:
            lines[_nearer(found, index)].append(region)
            continue
        parts = [tuple(item for item in region.written if item.line == number) for number in numbers]
        shares = divided([_sounds(part) for part in parts], [item.token.sound for item in region.heard])
        for number, part, (start, end) in zip(numbers, parts, shares, strict=True):
            lines[number].append(_Region(part, region.heard[start:end]))
    return lines


def _nearer(regions: Sequence[_Region], index: int) -> int:
    """The line that added words stand nearer to in time; they always have a matched neighbour, or are all there is."""
    before = regions[index - 1] if index else None
    after = regions[index + 1] if index + 1 < len(regions) else None
    if before is None or after is None:
        beside = before or after
        return beside.written[0].line if beside is not None else 0
    gap_before = regions[index].heard[0].word.start - before.heard[-1].word.end
    gap_after = after.heard[0].word.start - regions[index].heard[-1].word.end
    return (before if gap_before <= gap_after else after).written[0].line


def _line(regions: Sequence[_Region]) -> LineHeard:
    heard = [item.word for region in regions if region.written for item in region.heard]
    return LineHeard(
        words=sum(len(region.written) for region in regions),
        start=min((word.start for word in heard), default=None),
        end=max((word.end for word in heard), default=None),
        differences=tuple(_difference(regions, at) for at, region in enumerate(regions) if not _alike(region)),
    )


def _difference(regions: Sequence[_Region], at: int) -> Difference:
    region = regions[at]
    words = tuple(dict.fromkeys(item.word for item in region.heard))
    if words:
        start, end = words[0].start, words[-1].end
    else:
        start = end = _when(regions, at)
    return Difference(
        written=" ".join(item.token.spelled for item in region.written),
        heard=" ".join(item.token.spelled for item in region.heard),
        errors=max(len(region.written), len(region.heard)),
        start=start,
        end=end,
        probability=min((word.probability for word in words), default=1.0),
    )


def _when(regions: Sequence[_Region], at: int) -> Seconds:
    """When words would have been heard that were not: after the last that was, or before the next."""
    before = [item.word.end for region in regions[:at] for item in region.heard]
    after = [item.word.start for region in regions[at:] for item in region.heard]
    return before[-1] if before else after[0] if after else Seconds(0.0)


def _alike(region: _Region) -> bool:
    """Whether the same was said, only written apart: "every thing", "I F S"."""
    if "".join(item.token.spelled for item in region.written) == "".join(item.token.spelled for item in region.heard):
        return True
    return loosely(_sounds(region.written)) == loosely(_sounds(region.heard))


def _sounds(items: Sequence[_Written | _Heard]) -> str:
    return "".join(item.token.sound for item in items)
