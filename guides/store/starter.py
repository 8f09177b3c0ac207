"""The texts and settings that travel with the package, and that `guides init` copies."""

from datetime import date
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.files import translated, write_whole

GIT_IGNORE = """\
.guides/
audio_out/
# Who your clients are is health information: it stays on your own computer.
clients.csv
.~lock.clients.csv#
/parcels/
"""
MUSIC_NOTE = """\
Music of your own goes here: any file that plays. In a script: `music: river.flac`.

- `guides music add FILE` copies a file here and writes its lines in `music.toml`.
- `guides music` lists what there is, `guides music check` hears it whole.
- `music.toml` says what you know of each file: who made it, under which licence, and
  whether it may be played in the practice, handed to clients, and laid under a voice.
"""
MUSIC_TOML = """\
# What you know of your music. "guides music add FILE" writes here for you; you can
# also write by hand. Each file has its own lines, below its name in ["…"].
# Rights are "yes", "no" or "unknown"; those you leave out follow from the licence
# where it is a common one. docs/music.md explains each of them.
#
# ["river of light.flac"]
# title = "River of Light"
# artist = "A. Composer"
# licence = "CC BY 4.0"          # the credits of a guide name it
# source = "https://example.org/river-of-light"
# room = "yes"                   # may it be played in the practice?
# give = "yes"                   # may it be handed to clients?
# mix = "yes"                    # may it be laid under a voice?
# proof = "receipt of 2026-03-01"
# expires = 2027-12-31           # the last day on which all this holds
# lyrics = false                 # does somebody sing words?
# phases = ["build", "peak"]     # pre-onset, onset, build, peak, re-entry, return
# intensity = 0.6                # 0 is calm, 1 is full
"""
TAKES_NOTE = """\
Your own recordings go here, to be heard in place of the voice: any file that plays.

- In a script, write `[take #welcome]` above a paragraph.
- Save its recording in the folder of that script, under the same name:
  `takes/preparation/02-meeting-your-protectors/welcome.m4a`
- `guides takes` lists what is there and what is missing, and writes a sheet to read from.
"""
NOTES = {
    "music/README.md": MUSIC_NOTE,
    "music/music.toml": MUSIC_TOML,
    "takes/README.md": TAKES_NOTE,
}


def starter_folder() -> Path:
    """Where the starter texts are: inside an installed package, or beside the package in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "starter"
    return inside if inside.is_dir() else package.parent


def make_practice(folder: Path, today: date) -> tuple[str, ...]:
    """Fill a practice folder; the files that were made, relative to it.

    Raises:
        StoreError: it already holds a practice, or cannot be written.
    """
    for name in ("guides.toml", "scripts", ".gitignore", *NOTES):
        if (folder / name).exists():
            raise StoreError(
                f"There is already a practice in this folder, or something else called {name}.",
                where=Place(str(folder)),
                hint="Choose another folder; nothing was changed.",
            )
    source = starter_folder()
    made: list[str] = []

    def put(name: str, text: str) -> None:
        write_whole(folder / name, [text.encode()])
        made.append(name)

    with translated(source, "read the starter texts"):
        scripts = sorted((source / "scripts").glob("*/*.md"))
        settings = (source / "guides.toml").read_text(encoding="utf-8")
        for script in scripts:
            put(f"scripts/{script.parent.name}/{script.name}", script.read_text(encoding="utf-8"))
    put("guides.toml", settings.replace("year = 2026", f"year = {today.year}"))
    put(".gitignore", GIT_IGNORE)
    for name, text in NOTES.items():
        put(name, text)
    return tuple(made)
