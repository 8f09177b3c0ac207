"""From what somebody names to the files that are played: a guide, a collection, a playlist, any file."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from guides.delivery.formats import ENCODINGS
from guides.errors import GuideError, UsageError
from guides.listen.playlists import ENDINGS, Listed, read_playlist
from guides.listen.tracks import GuideFacts, Recording
from guides.model.script import Handover
from guides.model.settings import Format
from guides.store.practice import PracticeFolder

CLIENTS = "clients"
"""The folder of clients' guides, below that of the guides."""
_DRAFT = "draft"
Nature = Callable[[str], tuple[Handover, bool]]
"""What the script of a guide says of its end, and whether it is a journey, by the guide's id."""
Chosen = tuple[Recording | GuideError, ...]


class Shelves:
    """The built guides of a practice, for everyone or for one client.

    Raises:
        UsageError: nothing was built for that client.
    """

    def __init__(self, folder: PracticeFolder, format: Format, client: str | None, nature: Nature) -> None:
        self._folder = folder
        self._nature = nature
        if client is not None and (Path(client).name != client or not (folder.out / CLIENTS / client).is_dir()):
            raise UsageError(
                "Nothing has been built for this client.", hint="Build it: guides build --client ID, as in clients.csv"
            )
        self._out = folder.out / CLIENTS / client if client else folder.out
        # The practice's own format first.
        self._endings = sorted((encoding.extension for encoding in ENCODINGS.values()), key=lambda end: end != format)

    def choose(self, name: str | None) -> Chosen:
        """What is played for a name; for what cannot be, why not.

        Raises:
            UsageError: nothing is called that.
            StoreError: the playlist cannot be read.
        """
        if name is None:
            return self._playlist(self._out / "program.m3u8", "the programme")
        for path in (Path(name), self._folder.root / name):
            if path.is_file() and path.suffix.lower() != ".md":
                return self._file(path.absolute())
        plain = name.strip("/").removeprefix("scripts/").removesuffix(".md")
        if ".." in Path(plain).parts or Path(plain).is_absolute():
            raise self._unknown(name)
        for ending in self._endings:
            path = self._out / f"{plain}.{ending}"
            if path.is_file():
                return (self.recording(Listed(path, path.relative_to(self._folder.root).as_posix())),)
        if (playlist := self._out / f"{plain}.m3u8").is_file():
            return self._playlist(playlist, plain)
        raise self._unknown(name)

    def recording(self, listed: Listed) -> Recording:
        """A file, with what the practice knows of it."""
        return Recording(listed.path, listed.shown, listed.seconds, self._facts(listed.path))

    def _file(self, path: Path) -> Chosen:
        if path.suffix.lower() in ENDINGS:
            return self._playlist(path, path.name)
        return (self.recording(Listed(path, path.name)),)

    def _playlist(self, path: Path, name: str) -> Chosen:
        if not path.is_file():
            raise UsageError(f"There is nothing to play: {name} has not been built.", hint="Build it: guides build")
        within = self._folder.root if path.resolve().is_relative_to(self._folder.root.resolve()) else None
        entries = read_playlist(path, within)
        if not entries:
            raise UsageError(f"There is nothing in this playlist: {path.name}.", hint="Build it again: guides build")
        return tuple(entry if isinstance(entry, GuideError) else self.recording(entry) for entry in entries)

    def _facts(self, path: Path) -> GuideFacts | None:
        out = self._folder.out.resolve()
        if not path.resolve().is_relative_to(out):
            return None
        parts = path.resolve().relative_to(out).parts
        if parts[0] == _DRAFT:
            parts = parts[1:]
        private = len(parts) > 2 and parts[0] == CLIENTS
        if private:
            parts = parts[2:]
        id = "/".join((*parts[:-1], parts[-1].partition(".")[0])) if parts else ""
        handover, journey = self._nature(id)
        # A held bed, a mix or a journey without words is no guide that passes into another.
        whole = bool(parts) and parts[-1].count(".") == 1
        return GuideFacts(self._folder.root, private, handover if whole else "stop", journey)

    def _unknown(self, name: str) -> UsageError:
        known = sorted(set(self._known()))
        near = difflib.get_close_matches(name, known, 1, 0.4)
        scripted = self._folder.scripts / f"{name.removesuffix('.md')}.md"
        if scripted.is_file() or (self._folder.scripts / name).is_dir():
            hint = f"Build it: guides build {name}"
            if any((self._folder.out / _DRAFT).glob(f"{name}*")):
                hint += f", or play the draft: guides play audio_out/draft/{name}.{self._endings[0]}"
            return UsageError(f"{name} has not been built.", hint=hint)
        hint = f"Did you mean {near[0]}?" if near else "Name a guide, a collection, a playlist or a sound file."
        return UsageError(f"There is nothing to play called {name}.", hint=hint)

    def _known(self) -> Iterator[str]:
        endings: Sequence[str] = (*self._endings, "m3u8")
        for ending in endings:
            for path in (*self._out.glob(f"*.{ending}"), *self._out.glob(f"*/*.{ending}")):
                yield path.relative_to(self._out).as_posix().partition(".")[0]
