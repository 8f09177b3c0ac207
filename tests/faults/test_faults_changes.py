"""Things that change under a build: the result is one of the two states, and the next build brings the other."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from practices import SETTINGS, Practice
from struck import FRONT, GUIDES, report, same, start, wave

from guides.build.events import GuideFinished, GuideStarted, Progressed
from guides.build.request import Request
from guides.build.run import Outcome, build
from guides.build.workshop import open_workshop
from guides.store.practice import PracticeFolder

Change = Callable[[Practice], None]
After = Callable[[Change], Practice]
LAST = "preparation/02-breathing"
ALONE, IN_PROCESSES = 3, 2
"""Three guides are made in processes of their own where fewer are made side by side."""
MOMENTS: dict[str, Callable[[object], bool]] = {
    "at the first progress": lambda event: isinstance(event, Progressed),
    "while it is mixed": lambda event: isinstance(event, Progressed) and event.stage == "mixing",
    "between two guides": lambda event: isinstance(event, GuideFinished),
    "before the last": lambda event: isinstance(event, GuideStarted) and event.number == event.of,
}


def build_while(practice: Practice, moment: str, change: Callable[[], None], jobs: int) -> Outcome:
    """Build, and at a moment do something else."""
    changes = [change]

    def tell(event: object) -> None:
        if changes and MOMENTS[moment](event):
            changes.pop()()

    outcome = build(open_workshop(PracticeFolder(practice.root), Request((), jobs=jobs), tell))
    assert not changes, "the moment came"
    return outcome


def rewritten(practice: Practice) -> None:
    """Give one guide another text."""
    practice.write(LAST, "Something else. [pause 2s] It is short.", FRONT.format("river.wav"))


def replaced(practice: Practice) -> None:
    """Give two guides other music under the same name, of the same size."""
    wave(practice.root / "music" / "river.wav", 9, 330)


def removed(practice: Practice) -> None:
    """Take one guide away."""
    practice.script(LAST).unlink()


def added(practice: Practice) -> None:
    """Write one guide more."""
    practice.write("support/01-more", "Rest.", "music: off")


def reset(practice: Practice) -> None:
    """Change a setting that matters to every guide."""
    practice.settings(SETTINGS + '[pauses]\nsentence = "1.5s"\n')


@pytest.fixture(scope="module")
def after(
    texts: Practice, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Callable[[Practice], None]], Practice]:
    """What the practice gives when it was changed before its first build."""
    made: dict[str, Practice] = {}

    def of(change: Change) -> Practice:
        if change.__name__ not in made:
            practice = texts.copy(tmp_path_factory.mktemp("after") / "practice")
            change(practice)
            practice.build()
            made[change.__name__] = practice
        return made[change.__name__]

    return of


@pytest.mark.parametrize(
    ("moment", "change", "jobs"),
    [
        ("at the first progress", rewritten, ALONE),
        ("while it is mixed", rewritten, IN_PROCESSES),
        ("before the last", rewritten, ALONE),
        ("at the first progress", replaced, ALONE),
        ("between two guides", replaced, IN_PROCESSES),
        ("between two guides", removed, ALONE),
        ("between two guides", added, ALONE),
        ("while it is mixed", reset, ALONE),
    ],
)
def test_a_change_while_a_guide_is_built(
    practice: Practice,
    whole: Practice,
    after: After,
    moment: str,
    change: Change,
    jobs: int,
) -> None:
    """Every guide is what it was or what it became, and never of both; the next build leaves nothing of the old."""
    outcome = build_while(practice, moment, lambda: change(practice), jobs)
    assert outcome.failed == ()
    before, then = whole.sounds(), after(change).sounds()
    for name, digest in practice.sounds().items():
        if not name.endswith(".m3u8"):
            assert digest in (before.get(name), then.get(name)), name
    practice.build()
    assert practice.sounds() == then
    assert report(practice) == report(after(change))


def test_two_builds_at_once(practice: Practice, whole: Practice) -> None:
    """Both succeed, and what they leave is what one leaves."""
    both = [start(practice, "build"), start(practice, "build")]
    assert [process.wait() for process in both] == [0, 0]
    same(practice, whole)


def set_times(folder: Path, seconds: float) -> None:
    """Set when every file below a folder was written."""
    for path in folder.rglob("*"):
        os.utime(path, (seconds, seconds))


@pytest.mark.parametrize(("sources", "results"), [(4_100_000_000, 86_400), (-86_400, 4_100_000_000)])
def test_a_clock_that_was_set(practice: Practice, built: Practice, whole: Practice, sources: int, results: int) -> None:
    """Files from the future or from before there were computers are built as others are, and are fresh afterwards."""
    for name in ("scripts", "music"):
        set_times(practice.root / name, sources)
    practice.build()
    assert practice.sounds() == whole.sounds()
    for name in ("scripts", "music", ".guides"):
        set_times(built.root / name, sources)
    set_times(built.out(""), results)
    built.build()
    assert built.sounds() == whole.sounds()
    assert len(built.build().event("built")["fresh"]) == len(GUIDES)
