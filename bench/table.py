"""What was measured, as a small table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from watched import Run


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure and what is asked of it."""

    what: str
    value: float
    limit: float | None
    """None: only told."""
    at_most: bool = True
    unit: str = ""

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    @property
    def asked(self) -> str:
        """The limit in words."""
        if self.limit is None:
            return "(no limit)"
        return f"{'≤' if self.at_most else '≥'} {self.limit:g}{self.unit}  {'kept' if self.kept else 'BROKEN'}"


@dataclass(frozen=True, slots=True)
class Result:
    """A measurement: the sides that ran, and the ratios that follow."""

    title: str
    ratios: Sequence[Ratio]
    sides: dict[str, list[Run]] = field(default_factory=dict)
    notes: Sequence[str] = ()

    def show(self) -> None:
        print(f"\n{self.title}")
        if self.sides:
            print(f"  {'':38}{'time':>10}{'processor':>12}{'peak memory':>14}{'runs':>6}")
        for name, runs in self.sides.items():
            memory = f"{peak(runs) / 1e6:.0f} MB" if peak(runs) else "–"
            times = f"{wall(runs):>8.2f} s{processor(runs):>10.2f} s"
            print(f"  {name:38}{times}{memory:>14}{len(_timed(runs)):>6}")
        for ratio in self.ratios:
            print(f"  {ratio.what:50}{ratio.value:>8.3f}{ratio.unit:4}{ratio.asked}")
        for note in self.notes:
            print(f"  {note}")


def median_of(values: Iterable[float]) -> float:
    """The middle value."""
    return median(list(values))


def wall(runs: Sequence[Run]) -> float:
    """The median time of some runs, in seconds."""
    return median(run.wall for run in _timed(runs))


def processor(runs: Sequence[Run]) -> float:
    """Their median processor time, in seconds."""
    return median(run.processor for run in _timed(runs))


def peak(runs: Sequence[Run]) -> float:
    """Their median peak memory in bytes; 0 where nobody looked."""
    return median([run.peak for run in runs if run.peak] or [0])


def _timed(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs whose memory was not looked at: looking holds a process up a little."""
    return [run for run in runs if not run.peak] or runs
