"""Everything that is wrong with the scripts of a practice, and what is said about them elsewhere."""

import datetime
from dataclasses import dataclass

from guides.build.approving import approval_problems
from guides.build.caring import care_problems
from guides.build.checking_clients import client_problems
from guides.build.music_rights import rights_warnings
from guides.build.planning import plan_guides
from guides.build.pronunciations import pronunciation_warnings
from guides.build.takes import stray_folders
from guides.build.workshop import Workshop
from guides.errors import Problem
from guides.model.script import Script


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found."""

    number: int
    """How many scripts were read."""
    scripts: tuple[Script, ...]
    """Those that could be understood."""
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> int:
        """How many problems stop a guide."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many do not."""
        return len(self.problems) - self.errors


def check_guides(workshop: Workshop) -> Checked:
    """Read every script that the request names, and find what is wrong; nothing is spoken.

    The list of clients is looked at only when every script is checked.

    Raises:
        UsageError, StoreError: the names, or the practice folder itself, cannot be used.
    """
    planned = plan_guides(workshop)
    scripts = tuple(guide.read.script for guide in planned if guide.read.script is not None)
    found: list[Problem] = []
    for guide in planned:
        found.extend(guide.problems)
        if guide.read.script is not None and guide.plan is not None:
            found.extend(care_problems(workshop, guide.read.script))
    rights = rights_warnings(workshop, scripts, datetime.date.today())
    said = pronunciation_warnings(workshop, [guide.read for guide in planned])
    whole = not workshop.request.names
    strays = stray_folders(workshop) if whole else ()
    clients = client_problems(workshop) if whole else ()
    lists = [*workshop.music.problems, *approval_problems(workshop)]
    problems = tuple(dict.fromkeys([*lists, *found, *said, *rights, *strays, *clients]))
    return Checked(len(planned), scripts, problems)
