"""A small practice with three clients whose guides may leave: built, approved, heard, and their names accepted."""

from pathlib import Path

from pages import CONTACT
from practices import SETTINGS, Practice

ROSTER = (
    "id,name,intention,sitter,release\n"
    "007,Siobhán Quell,to lay the lantern down,Bo Marwick,integration\n"
    "012,Quorvinia,a harbour for the watchman,,\n"
    "031,Xanthe Oddly,peace with the grey dog,Tamsin,\n"
)
NAMES = {"007": ("Siobhán", "lantern"), "012": ("Quorvinia", "watchman"), "031": ("Xanthe", "grey dog")}
"""Words that stand in one client's row alone."""
WORDS = "Welcome{, name}. You wished {intention|something for yourself}.\n\n[silence 6s]\n\nRest."
MUSIC = "music:\n  intro: 2s\n  outro: 4s\n"


def fill_parcels(practice: Practice) -> Practice:
    """Write, build, approve and accept everything."""
    practice.settings(SETTINGS + CONTACT)
    practice.write("preparation/01-meeting", WORDS, f"title: Meeting\n{MUSIC}")
    practice.write(
        "integration/01-down", "Rest{, name}.\n\n[silence 8s]\n\nGood.", f"title: Down\nrelease: by-therapist\n{MUSIC}"
    )
    practice.write("support/01-come-back", "Feel your feet on the floor.", "title: Come back\nmusic: off\n")
    (practice.root / "clients.csv").write_text(ROSTER, encoding="utf-8")
    for arguments in (
        ("build", "--jobs", "1"),
        ("approve", "--heard"),
        ("build", "--all-clients", "--jobs", "1"),
        ("clients", "accept", "007", "012", "031"),
    ):
        ran = practice.run(*arguments)
        assert ran.code == 0, ran.out + ran.err
    return practice


def bytes_of(path: Path) -> bytes:
    """Everything in a folder or a file, names included."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return b"\n".join(file.name.encode() + b"\n" + (file.read_bytes() if file.is_file() else b"") for file in files)
