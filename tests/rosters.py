"""Rosters for tests: what a practice has, and texts read against it."""

from guides.clients.roster import KnownNames, Roster, parse_roster

KNOWN = KnownNames(
    voices=("heart", "michael", "tone"),
    beds=("ocean", "warm-drone", "rain"),
    tracks=("river.flac", "night, far.flac", "sub/Stück.mp3"),
    guides=("preparation/01-meeting", "preparation/02-breath", "journey/01-opening"),
)


def roster(text: str, encoding: str = "utf-8") -> Roster:
    """A roster's text, read."""
    return parse_roster(text.encode(encoding), KNOWN)


def told(found: Roster) -> list[tuple[int | None, str]]:
    """What is wrong, each with its line."""
    return [(problem.place.line, problem.message) for problem in found.problems]


def only(found: Roster) -> tuple[int | None, str, str]:
    """The only thing that is wrong: line, message and hint."""
    (problem,) = found.problems
    assert problem.place.file == "clients.csv"
    assert problem.place.source is None
    return problem.place.line, problem.message, problem.hint or ""


def words(found: Roster) -> str:
    """Everything that is said of a roster."""
    return "\n".join(f"{problem.place} {problem.message} {problem.hint}" for problem in found.problems)
