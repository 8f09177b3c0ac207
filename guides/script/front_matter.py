"""What a script says about itself: the values of its front matter, decoded by key."""

import re
from typing import get_args

from guides.errors import Place
from guides.model.script import FrontMatter, Handover, Kind, Present, Release, Route
from guides.model.settings import PAUSES_LEAST, PAUSES_MOST
from guides.script.findings import Findings
from guides.script.front_desk import Desk
from guides.script.front_lines import FrontLines
from guides.script.front_music import read_music
from guides.script.front_pronounce import read_pronounce
from guides.script.ids import session_number
from guides.script.known import Known
from guides.script.nearest import one_of
from guides.script.values import UnfitError, read_choice, read_duration, read_number, read_voice, read_yes
from guides.script.yaml_text import Scalar, Table, read_yaml

KINDS: tuple[Kind, ...] = get_args(Kind)
PRESENT: tuple[Present, ...] = get_args(Present)
KEYS = (
    "title", "public_title", "summary", "kind", "session", "voice", "pace", "pauses", "clear_speech", "language",
    "music", "tail", "length", "route", "present", "handover", "release", "pronounce",
)  # fmt: skip
_NESTED = ("music", "pronounce")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_SESSION = re.compile(r"[0-9]{1,4}")


def read_front(lines: FrontLines, id: str, known: Known, findings: Findings) -> FrontMatter:
    """The front matter, as well as it can be read; what is wrong with it goes to `findings`."""
    whole = findings.source.line_place(max(lines.first - 1, 0))
    reading = read_yaml(lines.first, lines.end, findings)
    value = reading.value
    desk = Desk("The front matter", findings)
    empty = value is None or (isinstance(value, Scalar) and not value.text.strip())
    if isinstance(value, Table):
        desk.fill(value, KEYS, _NESTED)
    elif value is not None and not empty:
        findings.error(value.start, value.end, "This line has no key.", "Write each line as key: value.")
    if (
        (empty or isinstance(value, Table))
        and reading.complete
        and "title" not in desk.places
        and "title" not in reading.broken
    ):
        findings.error_at(whole, "The script has no title.", "Write a line such as title: Meeting your protectors.")
    front = _decode(desk, id, known, findings)
    if reading.complete:
        _check_journey(front, desk, reading.broken, whole)
    return front


def _decode(desk: Desk, id: str, known: Known, findings: Findings) -> FrontMatter:
    title = desk.get("title", str) or ""
    pronounce = read_pronounce(desk, findings)
    session = desk.get("session", _read_session)
    return FrontMatter(
        title=title,
        public_title=desk.get("public_title", str) or title,
        kind=desk.get("kind", lambda text: read_choice(text, KINDS, "kind")) or default_kind(id),
        summary=desk.get("summary", str),
        session=session_number(id) if session is None else session,
        voice=desk.get("voice", lambda text: read_voice(text, known)),
        voice_place=desk.places.get("voice"),
        pace=desk.get("pace", lambda text: read_number(text, 0.5, 1.5, "pace")),
        pauses=desk.get("pauses", lambda text: read_number(text, PAUSES_LEAST, PAUSES_MOST, "pauses")),
        clear_speech=desk.get("clear_speech", lambda text: read_yes(text, "clear_speech")),
        language=desk.get("language", _read_language),
        music=read_music(desk, known, findings),
        tail=desk.get("tail", lambda text: read_duration(text, "Write a duration such as tail: 30s.")),
        length=desk.get("length", lambda text: read_duration(text, "Write a duration such as length: 10m.")),
        length_place=desk.places.get("length"),
        route=desk.get("route", lambda text: read_choice(text, get_args(Route), "route")),
        present=desk.get("present", lambda text: read_choice(text, PRESENT, "present")),
        handover=desk.get("handover", lambda text: read_choice(text, get_args(Handover), "handover")),
        handover_place=desk.places.get("handover"),
        release=desk.get("release", lambda text: read_choice(text, get_args(Release), "release")) or "always",
        pronounce=tuple((entry.word, entry.said) for entry in pronounce),
        pronounce_places=tuple(entry.place for entry in pronounce),
        places=tuple(desk.places.items()),
    )


def default_kind(id: str) -> Kind:
    """The kind of a guide that names none: its collection, or for a therapist's own one `integration`."""
    collection = id.partition("/")[0]
    return next((kind for kind in KINDS if kind == collection), "integration")


def _read_session(text: str) -> int:
    if not _SESSION.fullmatch(text):
        raise UnfitError("session is a whole number.", "Write a number such as session: 2.")
    return int(text)


def _read_language(text: str) -> str:
    folded = text.casefold().replace("_", "-")
    if not _LANGUAGE.fullmatch(folded):
        raise UnfitError("language is a short code.", "Write en-us or en-gb, for example.")
    return folded


def _check_journey(front: FrontMatter, desk: Desk, broken: frozenset[str], whole: Place) -> None:
    """What a journey must say, and what only a journey can."""
    findings = desk.findings
    if front.kind == "journey" and "present" not in desk.places and "present" not in broken:
        findings.error_at(
            desk.places.get("kind", whole),
            "A journey says who is present.",
            f"Write present: {one_of(PRESENT)} in the front matter; a journey is never taken alone.",
            rule="present",
        )
    if front.kind != "journey" and "route" in desk.places:
        findings.error_at(
            desk.places["route"],
            f"Only a journey has a route; this is of the kind {front.kind}.",
            "Write kind: journey, or take the line out.",
        )
    if front.kind not in ("opening", "journey", "return") and "present" in desk.places:
        findings.error_at(
            desk.places["present"],
            f"Only a journey says who is present; this is of the kind {front.kind}.",
            "Write kind: journey, or take the line out.",
        )
