"""A practice in an object store, on the machines of a cluster: what each has of it, and how guides come back."""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from guides.build.executors.likeness import CONTENT, facts_of
from guides.build.guide import Made, Order, make_guide
from guides.build.workshop import Workshop
from guides.errors import GuideError
from guides.store.files import translated
from guides.store.leftovers import held, is_abandoned
from guides.store.practice import PracticeFolder
from guides.store.remote.address import Address
from guides.store.remote.handing import hand_in
from guides.store.remote.mirror import Mirror
from guides.store.remote.parts import OUT, is_input
from guides.store.remote.seen import Seen

Tokens = Mapping[str, str]
"""What the build knows of files in the store, by name: see `hand_in`."""
_BESIDE = ".files"


@dataclass(frozen=True, slots=True)
class Delivered:
    """A guide that a worker has made, and put into the store."""

    address: Address
    """Of the practice."""
    made: Made
    files: Mapping[str, Seen]


def here(folder: PracticeFolder) -> PracticeFolder:
    """The same practice on this machine: a mirror has a path of its own on each."""
    return PracticeFolder(Mirror(folder.address).root, folder.address) if folder.address else folder


def facts_of_mirror(address: Address) -> dict[str, str]:
    """What this machine is for a practice in a store, of which it brings what guides are made from.

    Raises:
        GuideError: the store, `guides.toml` or ffmpeg cannot be used here.
    """
    mirror = Mirror(address)
    mirror.bring(is_input)
    return {**facts_of(PracticeFolder(mirror.root, address)), CONTENT: mirror.content()}


def deliver(workshop: Workshop, order: Order, known: Tokens) -> Delivered | GuideError:
    """Make a guide on a machine that keeps nothing of it, and put its files into the store."""
    hidden = workshop.folder.hidden
    address = workshop.folder.address
    assert address is not None, "only a practice in a store is delivered to it"
    try:
        with translated(hidden, "make a folder for this guide"), _scratch(hidden) as inside:
            made = make_guide(workshop, order, inside / OUT / workshop.prefix)
            names = [f"{OUT}{workshop.prefix}{file}" for file in made.files]
            return Delivered(address, made, hand_in(address, inside, names, known))
    except GuideError as error:
        return error


@contextmanager
def _scratch(hidden: Path) -> Iterator[Path]:
    """A folder that is gone at the end, and those that killed workers have left."""
    hidden.mkdir(parents=True, exist_ok=True)
    for left in hidden.glob(f".making.*{_BESIDE}"):
        sign = left.with_name(left.name.removesuffix(_BESIDE))
        if not sign.exists() or is_abandoned(sign):
            shutil.rmtree(left, ignore_errors=True)
            sign.unlink(missing_ok=True)
    with held(hidden / "making") as sign:
        inside = sign.with_name(sign.name + _BESIDE)
        try:
            inside.mkdir()
            yield inside
        finally:
            shutil.rmtree(inside, ignore_errors=True)


@dataclass(slots=True)
class FarPractice:
    """The store as the machine that builds sees it."""

    address: Address
    _known: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def open(self) -> None:
        """Let the workers see what the plan has written down, such as new takes, and look at what was built before.

        Raises:
            GuideError: the store cannot be used, or somebody else has changed a file meanwhile.
        """
        mirror = Mirror(self.address)
        mirror.send(personal=False, belongs=is_input)
        for name, token in mirror.known(OUT).items():
            self._known[_stem(name)][name] = token

    def known(self, output: str) -> Tokens:
        """The tokens of a guide's files, by the name of its main file below `audio_out/`."""
        return self._known.get(_stem(f"{OUT}{output}"), {})


def take_in(delivered: Delivered) -> Made:
    """Bring the files of a guide that a worker has made into this machine's mirror.

    Raises:
        GuideError: the store does not answer.
    """
    Mirror(delivered.address).take_in(delivered.files)
    return delivered.made


def _stem(name: str) -> str:
    folder, _, base = name.rpartition("/")
    return f"{folder}/{base.partition('.')[0]}"
