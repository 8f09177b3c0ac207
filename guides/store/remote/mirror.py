"""A practice in an object store, worked on in a folder of this machine: brought before a command, sent after it.

The folder is an ordinary practice folder, and everything that works on such folders works on it. What is in the
store is never overwritten by a version that was made without knowing it.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from guides.errors import ClashError, Place, Problem
from guides.store.files import digest_of, translated, whole_path
from guides.store.remote.address import Address
from guides.store.remote.answers import TakenError
from guides.store.remote.folder import RemoteFolder, Version
from guides.store.remote.parts import LAST, TIMES, is_input, is_made, is_mirrored, is_skipped, may_go, rank
from guides.store.remote.seen import (
    Seen,
    Stamp,
    Table,
    decoded_table,
    encoded_table,
    read_table,
    stamp_of,
    write_table,
)

AT_ONCE = 4
"""How many files travel side by side."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What went to the store."""

    files: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    """What holds clients' words, is new, and stays on this machine."""


class Mirror:
    """The mirror of one address on this machine; several commands may use it at once."""

    def __init__(self, address: Address) -> None:
        self.root = address.mirror / "practice"
        self.address = address
        self._remote = RemoteFolder(address)
        self._table = address.mirror / "seen.json"
        self._before: dict[str, Stamp] = {}

    @contextmanager
    def _opened(self) -> Iterator[Table]:
        """What was seen, for whoever changes it; kept also where that ends in an error."""
        with translated(self.root, "make the mirror of the store"):
            # What the practice knows of its clients is nobody else's on this machine.
            self._table.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.root.mkdir(exist_ok=True)
            lock = FileLock(self._table.with_name("lock"))
            lock.acquire()
        try:
            table = read_table(self._table)
            before = dict(table)
            try:
                yield table
            finally:
                if table != before:
                    write_table(self._table, table)
        finally:
            lock.release()

    def bring(self, belongs: Callable[[str], bool] = is_mirrored, *, new: bool = False) -> tuple[str, ...]:
        """Make the mirror what the store is; what was changed here and not sent yet stays.

        Args:
            belongs: which of the files that are mirrored are wanted.
            new: whether there may be nothing yet.

        Returns:
            The files that were brought, or removed since they have gone there.

        Raises:
            ClashError: a file that people write was changed here, and otherwise there.
            StoreError: the store does not answer, or the mirror cannot be written.
        """
        with self._opened() as table:
            listed = self._remote.files(new=new)
            there = {name: at for name, at in listed.items() if is_mirrored(name) and belongs(name)}
            wanted = {name: at for name, at in there.items() if self._is_wanted(name, at, table.get(name))}
            times = decoded_table(self._remote.read(TIMES)) if wanted else {}
            self._each(wanted, lambda name: self._bring(name, wanted[name], times.get(name), table))
            gone = [name for name in table if belongs(name) and name not in there]
            removed = [name for name in gone if self._drop(name, table.pop(name))]
            self._before = self._here()
        return tuple(sorted([*wanted, *removed]))

    def _is_wanted(self, name: str, there: Version, seen: Seen | None) -> bool:
        if seen is not None and seen.token == there.token:
            return stamp_of(self.root / name) is None
        return True

    def _bring(self, name: str, there: Version, written: Seen | None, table: Table) -> None:
        """Bring a file; what a build made gives way to it, but not what somebody wrote.

        Args:
            name: of the file.
            there: its version.
            written: what the store's own table says of it.
            table: what was seen; the file is added.
        """
        path, seen = self.root / name, table.get(name)
        here = stamp_of(path)
        guarded = here is not None and not is_made(name) and (seen is None or here != seen.stamp)
        with whole_path(path) as beside:
            self._remote.fetch(name, there, beside)
            digest = digest_of(beside)
            if guarded and digest != digest_of(path):
                raise TakenError
            if written is not None and written.digest == digest:
                # The journal knows a finished guide by the time at which it was written.
                os.utime(beside, ns=(written.stamp.modified, written.stamp.modified))
        table[name] = Seen(there.token, _stamped(path), digest)

    def _drop(self, name: str, seen: Seen) -> bool:
        """Remove here what has gone there, unless it was changed here; whether it was removed."""
        path = self.root / name
        if stamp_of(path) != seen.stamp:
            return False
        with translated(path, "remove this file"):
            path.unlink()
        return True

    def send(self, *, personal: bool, belongs: Callable[[str], bool] = is_mirrored) -> Sent:
        """Write back what was changed here: guides first, then what refers to them, the journals last.

        Args:
            personal: whether what holds clients' words may leave this machine.
            belongs: which of the files that are mirrored are sent.

        Raises:
            ClashError: somebody else has changed a file meanwhile; nothing that refers to it was sent.
            StoreError: the store does not take it.
        """
        with self._opened() as table:
            here = self._here()
            changed = [name for name, stamp in here.items() if name not in table or table[name].stamp != stamp]
            kept = [name for name in changed if not may_go(name, personal=personal)]
            going = {name for name in changed if belongs(name)}.difference(kept)
            gone = [name for name in self._before if name not in here and name in table]
            sent: list[str] = []
            for turn in range(LAST):
                sent += self._send_those([name for name in going if rank(name) == turn], here, table)
            removed = [name for name in sorted(gone) if self._remote.remove(name, table.pop(name).token)]
            sent += self._send_those([name for name in going if rank(name) == LAST], here, table)
            if sent or removed:
                self._send_times(table)
            new = tuple(sorted(name for name in kept if here[name] != self._before.get(name)))
        return Sent(tuple(sorted(sent)), tuple(removed), new)

    def _send_those(self, names: Iterable[str], here: dict[str, Stamp], table: Table) -> list[str]:
        sent: list[str] = []

        def send(name: str) -> None:
            seen = table.get(name)
            with translated(self.root / name, "read this file"):
                content = (self.root / name).read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            if seen is None or seen.digest != digest:
                written = self._remote.write(name, content, seen.token if seen else None)
                seen = Seen(written.token, here[name], digest)
                sent.append(name)
            # Whatever is written here from now on has another stamp, and is sent the next time.
            table[name] = Seen(seen.token, here[name], digest)

        self._each(sorted(names), send)
        return sent

    def _send_times(self, table: Table) -> None:
        """Let other mirrors know when files were written; whoever writes last is right about its own files."""
        there = self._remote.version(TIMES)
        try:
            self._remote.write(TIMES, encoded_table(table), there.token if there else None)
        except TakenError:
            # Another mirror was quicker. Where its table knows less, guides are looked at again: no more is lost.
            return

    def take_in(self, handed: Mapping[str, Seen]) -> None:
        """Bring finished files that another machine has written into the store, as it has written them.

        Raises:
            StoreError: the store does not answer, or the mirror cannot be written.
        """
        with self._opened() as table:

            def take(name: str) -> None:
                seen = handed[name]
                self._bring(name, Version(seen.token, seen.stamp.size), seen, table)

            self._each(handed, take)

    def known(self, beginning: str) -> dict[str, str]:
        """The tokens of the files whose names begin so, as they were when they were brought or sent last."""
        with self._opened() as table:
            return {name: seen.token for name, seen in table.items() if name.startswith(beginning)}

    def content(self) -> str:
        """A hash of everything that guides are made from."""
        content = hashlib.sha256()
        with self._opened() as table:
            for name, stamp in sorted(self._here().items()):
                if is_input(name):
                    seen = table.get(name)
                    unchanged = seen is not None and seen.stamp == stamp
                    digest = seen.digest if seen and unchanged else digest_of(self.root / name)
                    content.update(f"{name}\0{digest}\0".encode())
        return content.hexdigest()

    def _each(self, names: Iterable[str], do: Callable[[str], None]) -> None:
        """Do something to each file, several at once.

        Raises:
            ClashError: those that somebody else has changed, together; the others were done.
        """
        clashes: list[str] = []

        def one(name: str) -> None:
            try:
                do(name)
            except TakenError:
                clashes.append(name)

        with ThreadPoolExecutor(AT_ONCE, "mirror") as pool:
            for _ in pool.map(one, names):
                pass
        if clashes:
            raise ClashError([self._clash(name) for name in sorted(clashes)])

    def _clash(self, name: str) -> Problem:
        message = "Somebody else has changed this file in the store; theirs was not overwritten."
        hint = "Run the same command again: it begins with what is there now."
        if not is_made(name):
            mine = self.root / name
            hint = f"Yours is {mine}. Move it away, or make it the same as theirs, then run the command again."
        return Problem(message, Place(name), hint)

    def _here(self) -> dict[str, Stamp]:
        """Every file of the mirror that is mirrored."""
        found: dict[str, Stamp] = {}
        with translated(self.root, "look through the mirror"):
            for place, folders, files in os.walk(self.root):
                inside = Path(place).relative_to(self.root).parts
                prefix = "".join(f"{part}/" for part in inside)
                folders[:] = [folder for folder in folders if not is_skipped(f"{prefix}{folder}")]
                for name in (f"{prefix}{file}" for file in files):
                    if is_mirrored(name) and (stamp := stamp_of(self.root / name)) is not None:
                        found[name] = stamp
        return found


def _stamped(path: Path) -> Stamp:
    with translated(path, "look at this file"):
        state = path.stat()
    return Stamp(state.st_size, state.st_mtime_ns)
