"""Journeys in parcels: left out unless they are asked for, and then in sittings that end of themselves."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from parcels import names_in
from practices import Practice

from guides.units import Seconds

STAGES = ("journey/01-opening", "journey/02-journey", "journey/03-return")


@pytest.fixture
def travelling(page_practice: Practice, tmp_path: Path) -> Iterator[Practice]:
    """A practice with a journey, one client, everything built for them, and all of it approved."""
    practice = page_practice.copy(tmp_path / "practice")
    (practice.root / "clients.csv").write_text("id,name\n007,Quorvinia\n", encoding="utf-8")
    settings = practice.root / "guides.toml"
    off = "\n".join(f'{rule} = "off"' for rule in ("way-out", "return", "feel-toward", "silence-announced"))
    settings.write_text(f'{settings.read_text()}\n[care]\n{off}\n[approval]\nneeded = "none"\n')
    # Fifteen minutes to wait in would take longer to make than all else.
    with patch("guides.build.joints.HOLD_LENGTH", Seconds(80.0)):
        assert practice.run("build", "--client", "007", "--wordless", "--jobs", "1").code == 0
        yield practice


def test_a_journey_goes_only_where_it_is_asked_for(travelling: Practice, tmp_path: Path) -> None:
    """By itself a parcel has its music without words; asked for, opening, journey and return are one sitting."""
    for name, options in (("home", []), ("room", ["--with-journey"])):
        ran = travelling.run("export", "--client", "007", "--to", str(tmp_path / name), *options)
        assert ran.code == 0, ran.err
    home, room = tmp_path / "home" / "007", tmp_path / "room" / "007"
    assert [name for name in sorted(names_in(home)) if "journey" in name] == [
        "journey-02-journey.wordless.m3u8",
        "media/journey/02-journey.wordless.mp3",
    ]
    assert "with your person in the room" not in (home / "how-to.html").read_text()
    assert {f"media/{stage}.mp3" for stage in STAGES} | {"media/journey/01-opening.hold.mp3"} <= names_in(room)
    lines = (room / "journey-02-journey.m3u8").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"media/{stage}.mp3" for stage in STAGES]
    assert not any(name.startswith("journey-0") and name != "journey-02-journey.m3u8" for name in names_in(room))
    assert "with your person in the room" in (room / "how-to.html").read_text()
