"""The front matter's `music`: a name, or a table."""

from guides.model.script import MusicChoice
from guides.model.settings import UNDER_MOST
from guides.script.findings import Findings
from guides.script.front_desk import Desk
from guides.script.known import Known
from guides.script.values import read_duration, read_number, read_track
from guides.script.yaml_text import Table
from guides.units import Decibels

KEYS = ("track", "under", "intro", "outro", "intensity", "brightness")


def read_music(front: Desk, known: Known, findings: Findings) -> MusicChoice | None:
    """What the guide's music is; None when the script leaves it to the practice."""
    if "music" not in front.places:
        return None
    place = front.places["music"]
    table = front.tables.get("music")
    if not isinstance(table, Table):
        track = front.get("music", lambda text: read_track(text, known))
        return MusicChoice(track, place=place)
    desk = Desk("The music table", findings)
    desk.fill(table, KEYS)
    under = desk.get("under", lambda text: read_number(_without_unit(text), 0.0, UNDER_MOST, "under"))
    return MusicChoice(
        track=desk.get("track", lambda text: read_track(text, known)),
        under=None if under is None else Decibels(under),
        under_place=desk.places.get("under"),
        intro=desk.get("intro", lambda text: read_duration(text, "Write a duration such as intro: 20s.")),
        outro=desk.get("outro", lambda text: read_duration(text, "Write a duration such as outro: 1m.")),
        intensity=desk.get("intensity", lambda text: read_number(text, 0.0, 1.0, "intensity")),
        brightness=desk.get("brightness", lambda text: read_number(text, 0.0, 1.0, "brightness")),
        named="track" in desk.places,
        place=desk.places.get("track", place),
    )


def _without_unit(text: str) -> str:
    folded = text.casefold()
    return text[: -len("lu")].rstrip() if folded.endswith("lu") else text
