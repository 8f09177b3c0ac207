"""Heard words that stand where one line ends and the next begins, shared out between the lines."""

from collections.abc import Sequence
from itertools import pairwise


def divided(lines: Sequence[str], heard: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Which of the heard words belong to which line, in order and without a gap.

    Of all ways to cut the heard words into as many runs as there are lines, the one whose
    runs sound most like their lines, by edit distance over speech sounds.

    Args:
        lines: the speech sounds of each line's words, at least one line.
        heard: the speech sounds of each heard word.

    Returns:
        The first heard word of each line, and the one after its last.
    """
    from rapidfuzz.distance import Levenshtein

    if len(lines) == 1:
        return ((0, len(heard)),)
    ends = range(len(heard) + 1)
    # cost and cuts of the best division of the first `end` words among the lines so far
    best: list[tuple[int, tuple[int, ...]]] = [
        (Levenshtein.distance(lines[0], "".join(heard[:end])), ()) for end in ends
    ]
    for line in lines[1:]:
        best = [
            min(
                (best[cut][0] + Levenshtein.distance(line, "".join(heard[cut:end])), (*best[cut][1], cut))
                for cut in range(end + 1)
            )
            for end in ends
        ]
    cuts = (0, *best[-1][1], len(heard))
    return tuple(pairwise(cuts))
