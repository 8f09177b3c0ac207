"""The texts and settings that travel with the package, and that `guides init` copies."""

from datetime import date
from pathlib import Path

from guides.errors import Place, StoreError
from guides.store.files import translated, write_whole

GIT_IGNORE = ".guides/\naudio_out/\n"
NOTES = {
    "music/README.md": "Put music here that you may use: any file that plays. In a script: `music: river.flac`.\n",
    "takes/README.md": "Your own recordings go here. A coming version plays them in place of the voice.\n",
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
