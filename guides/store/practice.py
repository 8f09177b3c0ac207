"""A practice folder: where its texts, music, outputs and cache are."""

from dataclasses import dataclass
from pathlib import Path

from guides.errors import Place, StoreError, UsageError
from guides.store.files import read_text
from guides.store.remote.address import Address
from guides.store.takes_folder import TakesFolder


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A script's place in the practice."""

    id: str
    """`<collection>/<NN>-<slug>`."""
    path: Path
    shown: str
    """The path as messages name it, relative to the practice folder, with forward slashes."""

    @property
    def collection(self) -> str:
        return self.id.split("/")[0]

    def text(self) -> str:
        """What it says.

        Raises:
            StoreError: missing, unreadable, too large, or not UTF-8.
        """
        return read_text(self.path, self.shown)


@dataclass(frozen=True, slots=True)
class PracticeFolder:
    """The folder a command works in."""

    root: Path
    address: Address | None = None
    """Where it is in an object store, when `root` is its mirror."""

    @property
    def scripts(self) -> Path:
        return self.root / "scripts"

    @property
    def music(self) -> Path:
        return self.root / "music"

    @property
    def takes(self) -> TakesFolder:
        return TakesFolder(self.root / "takes")

    @property
    def out(self) -> Path:
        return self.root / "audio_out"

    @property
    def hidden(self) -> Path:
        """Cache and journal; may be deleted at any time."""
        return self.root / ".guides"

    @property
    def build_lock(self) -> Path:
        """Held by whoever builds here, or takes away what builds use."""
        return self.hidden / "build.lock"

    def script_files(self) -> tuple[ScriptFile, ...]:
        """Every script, in order of its id.

        Raises:
            StoreError: there is no `scripts/` here.
        """
        if not self.scripts.is_dir():
            raise StoreError(
                "There is no scripts folder here.",
                where=Place(str(self.address or self.root)),
                hint="Go to your practice folder, name it with -C, or make one: guides init my-practice",
            )
        found = sorted(path for path in self.scripts.glob("*/*.md") if not path.name.startswith((".", "_")))
        return tuple(self._script_file(path) for path in found)

    def _script_file(self, path: Path) -> ScriptFile:
        collection, name = path.relative_to(self.scripts).parts
        return ScriptFile(f"{collection}/{path.stem}", path, f"scripts/{collection}/{name}")

    def chosen(self, names: tuple[str, ...]) -> tuple[ScriptFile, ...]:
        """The scripts that ids, collections or paths name; all of them for no names.

        Raises:
            UsageError: a name that fits nothing.
        """
        files = self.script_files()
        if not names:
            return files
        picked: dict[str, ScriptFile] = {}
        for name in names:
            fitting = [file for file in files if self._fits(file, name)]
            if not fitting:
                raise UsageError(f"Nothing is called {name}.", hint=_nearest(name, files))
            picked.update((file.id, file) for file in fitting)
        return tuple(file for file in files if file.id in picked)

    def _fits(self, file: ScriptFile, name: str) -> bool:
        plain = name.strip("/")
        if plain in (file.id, file.collection, file.shown):
            return True
        candidates = (Path(name), self.root / name)
        return any(path.exists() and path.resolve() == file.path.resolve() for path in candidates)


def _nearest(name: str, files: tuple[ScriptFile, ...]) -> str:
    import difflib

    known = sorted({file.id for file in files} | {file.collection for file in files})
    near = difflib.get_close_matches(name, known, 1, 0.4)
    if near:
        return f"Did you mean {near[0]}?"
    return (
        f"There is: {', '.join(known)}."
        if known
        else 'There are no scripts yet; write one: guides new preparation "Title"'
    )
