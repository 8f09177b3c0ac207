"""A small practice with three clients whose guides may leave: built, approved, heard, and their names accepted."""

from pathlib import Path

from filelock import FileLock
from pages import CONTACT
from practices import SETTINGS, Practice

ROSTER = (
    "id,name,intention,sitter,release,guides\n"
    "007,Siobhán Quell,to lay the lantern down,Bo Marwick,integration,\n"
    "012,Quorvinia,a harbour for the watchman,,,\n"
    "031,Xanthe Oddly,peace with the grey dog,Tamsin,,preparation\n"
)
OWN = {
    "007": ("Siobhán", "Quell", "lantern", "Marwick"),
    "012": ("Quorvinia", "harbour", "watchman"),
    "031": ("Xanthe", "Oddly", "grey dog", "Tamsin"),
}
"""Words that stand in one client's row alone."""
WORDS = "Welcome{, name}. You wished {intention|something for yourself}.\n\n[silence 6s]\n\nRest."
PASSPHRASE = "marble otter twelve quiet lanes beneath umbrellas"


def fill_parcels(practice: Practice) -> Practice:
    """Write, build, approve and accept everything."""
    practice.settings(SETTINGS + CONTACT)
    practice.write("preparation/01-meeting", WORDS, "title: Meeting\nmusic:\n  intro: 2s\n  outro: 4s\n")
    down = "title: Down\nrelease: by-therapist\nmusic: off"
    practice.write("integration/01-down", "Rest{, name}.\n\n[silence 2s]\n\nGood.", down)
    practice.write("support/01-come-back", "Feel your feet on the floor.", "title: Come back\nmusic: off\n")
    (practice.root / "clients.csv").write_text(ROSTER, encoding="utf-8")
    for arguments in (
        ("build", "--jobs", "1"),
        ("approve", "preparation", "integration", "support", "--heard"),
        ("build", "--all-clients", "--jobs", "1"),
        ("clients", "accept", "007", "012", "031"),
    ):
        ran = practice.run(*arguments)
        assert ran.code == 0, ran.out + ran.err
    return practice


def parcels_of(shared: Path) -> Path:
    """The folder with the practice, made once for all workers, and the parcels that it has handed on."""
    with FileLock(shared / "parcels.lock"):
        root = shared / "parcels"
        if not root.exists():
            root.mkdir()
            practice = fill_parcels(Practice(root / "practice"))
            (root / "passphrase").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
            for arguments in (
                ("--all-clients",),
                ("--client", "007", "--sealed", "page", "--passphrase-file", str(root / "passphrase")),
            ):
                ran = practice.run("export", "--to", str(root / "out"), *arguments)
                assert ran.code == 0, ran.out + ran.err
    return root


def names_in(folder: Path) -> set[str]:
    """Every file below a folder, by its name from there."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def bytes_of(path: Path) -> bytes:
    """Everything in a folder or a file, names included."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return b"\n".join(str(file).encode() + b"\n" + (file.read_bytes() if file.is_file() else b"") for file in files)
