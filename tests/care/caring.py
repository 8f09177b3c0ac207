"""Short ways to hold a text against the rules of care, by the real reading and the estimated times."""

from dataclasses import dataclass
from pathlib import Path

from guides.build.caring import care_problems
from guides.build.planning import plan_guides
from guides.build.request import Request
from guides.build.workshop import open_workshop
from guides.errors import Problem
from guides.store.practice import PracticeFolder


@dataclass(frozen=True)
class Cared:
    """A practice folder for one script."""

    root: Path

    def settings(self, text: str) -> None:
        """Write its `guides.toml`."""
        (self.root / "guides.toml").write_text(text, encoding="utf-8")

    def problems(self, text: str, id: str = "preparation/03-example") -> list[Problem]:
        """Everything that is found in a text: by the reader, in time, and by the rules of care."""
        path = self.root / "scripts" / f"{id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if text.startswith("---") else f"---\ntitle: Example\n---\n\n{text}\n", encoding="utf-8")
        workshop = open_workshop(PracticeFolder(self.root), Request((id,)), lambda _: None)
        (guide,) = plan_guides(workshop)
        found = list(guide.problems)
        if guide.read.script is not None:
            found.extend(care_problems(workshop, guide.read.script))
        path.unlink()
        return found

    def broken(self, text: str, id: str = "preparation/03-example") -> set[str | None]:
        """The names of the rules that a text breaks."""
        return {problem.rule for problem in self.problems(text, id)}
