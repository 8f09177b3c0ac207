"""`approvals.toml`: what somebody stood up for, guide by guide, and whether it is still that.

A guide's table holds one hash for each thing that it is made from, so that a change can be named. Neither
who approved it nor when: version control knows both, and to approve the same thing again changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from guides.errors import ApprovalError, Place, Problem
from guides.store.files import read_text
from guides.store.toml_text import TomlText, complaint, nearest

NAME = "approvals.toml"
INGREDIENTS = ("text", "voice", "pace", "pauses", "takes", "music", "pronunciations")
"""What an approval covers, in the order in which it is written and told."""
MOST = 10_000_000
"""Bytes; a larger file is not ours."""

Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{40}$")]
State = Literal["heard", "approved", "changed", "never"]

_HEADER = 'A guide\'s id stands in quotes and brackets: ["preparation/01-arriving"].'
_AGAIN = "Put back what stood there, or take out all lines of this guide and approve it again."


class Approval(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One table: what a guide was made from when it was approved."""

    heard: bool = False
    """Whether somebody had listened to the whole built guide."""
    text: Hash | None = None
    """None, here and below: the line is missing, so nobody looked at it."""
    voice: Hash | None = None
    pace: Hash | None = None
    pauses: Hash | None = None
    takes: Hash | None = None
    music: Hash | None = None
    pronunciations: Hash | None = None

    @classmethod
    def of(cls, ingredients: Mapping[str, str], *, heard: bool) -> "Approval":
        """An approval of what a guide is made from now, each of `INGREDIENTS` with its hash."""
        return cls(heard=heard, **{name: ingredients[name] for name in INGREDIENTS})

    def changed(self, ingredients: Mapping[str, str]) -> tuple[str, ...]:
        """The ingredients that are others now."""
        return tuple(name for name in INGREDIENTS if getattr(self, name) != ingredients[name])


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a guide stands."""

    state: State
    heard: bool = False
    """Whether it had been heard when it was approved."""
    changed: tuple[str, ...] = ()
    """What changed since it was approved, by the names of `INGREDIENTS`."""

    @property
    def reasons(self) -> str:
        """What changed, in words: `its text and its music`."""
        *others, last = (f"its {name}" for name in self.changed)
        return f"{', '.join(others)} and {last}" if others else last

    def suffices(self, needed: Literal["heard", "text", "none"]) -> bool:
        """Whether the guide may leave where so much is needed (`[approval] needed`)."""
        return needed == "none" or self.state == "heard" or (self.state == "approved" and needed == "text")


def judged(approval: Approval | None, ingredients: Mapping[str, str]) -> Judgement:
    """How a guide stands that is made from these ingredients."""
    if approval is None:
        return Judgement("never")
    changed = approval.changed(ingredients)
    state: State = "changed" if changed else "heard" if approval.heard else "approved"
    return Judgement(state, approval.heard, changed)


@dataclass(frozen=True, slots=True)
class Approvals:
    """What `approvals.toml` says."""

    written: TomlText
    given: Mapping[str, Approval]
    """By the guide's id."""

    def strays(self, ids: Iterable[str]) -> tuple[Problem, ...]:
        """Warnings of approvals whose guides there are not: their scripts were renamed or removed."""
        known = sorted(ids)
        return tuple(
            Problem(
                f"There is no script for this approval: {id}.", self.written.find([id]), _hint(id, known), "warning"
            )
            for id in self.given
            if id not in known
        )


def _hint(id: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(id, known, 1, 0.6)
    meant = f"If it is {near[0]} now, approve that. " if near else ""
    return f"{meant}Take it out with: guides approve {id} --withdraw"


def read_approvals(folder: Path) -> Approvals:
    """What a practice has approved; nothing when there is no such file.

    Raises:
        ApprovalError: it is not TOML, or names or values in it cannot be; with every table's first error.
        StoreError: it cannot be read.
    """
    path = folder / NAME
    text = read_text(path, NAME, MOST) if path.is_file() else ""
    written = TomlText(NAME, text.replace("\r\n", "\n"))
    tables = written.tables(broken=_HEADER, nested="An approval holds no lists.")
    if isinstance(tables, Problem):
        raise ApprovalError([tables])
    found = {id: _approval(id, table, written) for id, table in tables.items()}
    if wrong := [problem for problem in found.values() if isinstance(problem, Problem)]:
        raise ApprovalError(wrong)
    return Approvals(written, {id: given for id, given in found.items() if isinstance(given, Approval)})


def _approval(id: str, table: object, written: TomlText) -> Approval | Problem:
    """One table, or what is wrong with it."""
    place = written.find([id])
    if not isinstance(table, dict):
        return Problem(f"This belongs to no guide: {id}.", place, _HEADER)
    if not (place.source or "").lstrip().startswith("["):
        return Problem("An approval stands on lines of its own.", place, _HEADER)
    try:
        return msgspec.convert(table, Approval)
    except msgspec.ValidationError as error:
        wrong = complaint(error)
    if wrong.unknown is not None:
        hint = nearest(wrong.unknown, Approval.__struct_fields__)
        return Problem(f"Nothing about an approval is called {wrong.unknown}.", _at(written, id, wrong.unknown), hint)
    name = wrong.path[0] if wrong.path else ""
    if name == "heard":
        return Problem(
            f"This value cannot be: {wrong.said}.", _at(written, id, name), "Write heard = true or heard = false."
        )
    return Problem("This is not a whole hash, as guides approve writes it.", _at(written, id, name), _AGAIN)


def _at(written: TomlText, id: str, name: str) -> Place:
    return written.find([id, name])
