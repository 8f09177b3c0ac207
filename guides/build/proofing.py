"""Finished guides heard and compared with their scripts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guides.build.events import GuideProofed, GuideStarted, GuideUnheard, Mended, Misheard, Progressed, ProofPlanned
from guides.build.mending import mend
from guides.build.spoken_guide import spoken_guide
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.errors import GuideError
from guides.model.script import Script
from guides.proof.listening import Proofed, is_sure, listen
from guides.proof.recogniser import Recogniser
from guides.units import to_seconds


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of listening to guides, by their ids."""

    proofed: tuple[str, ...]
    """Those that were listened to."""
    suspicious: tuple[str, ...]
    """Those of them in which other words are heard than are written."""
    failed: tuple[str, ...]
    """Those that could not be listened to."""


def proof(workshop: Workshop, recogniser: Recogniser, *, fix: bool = False) -> Proof:
    """Listen to the voice of every guide that the request names, as the last build spoke it.

    Args:
        workshop: the practice.
        recogniser: hears.
        fix: speak what was misheard in other ways, and keep for each line the one that is
            heard best; the next build speaks it so.

    Raises:
        ProofError: the recogniser is not installed, or its model is missing.
        UsageError: a name that fits nothing.
    """
    recogniser.fingerprint()  # What is missing is said once, and not for every guide.
    chosen = read_scripts(workshop, workshop.folder.chosen(workshop.request.names))
    workshop.tell(ProofPlanned(tuple(read.file.id for read in chosen)))
    found: list[GuideProofed] = []
    failed: list[str] = []
    for number, read in enumerate(chosen, 1):
        workshop.tell(GuideStarted(read.file.id, number, len(chosen)))
        try:
            found.append(_proofed(workshop, recogniser, read, fix=fix))
        except GuideError as error:
            failed.append(read.file.id)
            workshop.tell(GuideUnheard(read.file.id, error.problems()))
        else:
            workshop.tell(found[-1])
    suspicious = tuple(guide.id for guide in found if any(words.sure for words in guide.misheard))
    return Proof(tuple(guide.id for guide in found), suspicious, tuple(failed))


def _proofed(workshop: Workshop, recogniser: Recogniser, read: Read, *, fix: bool) -> GuideProofed:
    script = read.understood()
    lines = _listened(workshop, script, recogniser)
    mended: tuple[Mended, ...] = ()
    if fix and any(line.suspicious for line in lines):
        workshop, mended = mend(workshop, script, recogniser, lines)
        lines = _listened(workshop, script, recogniser) if mended else lines
    return GuideProofed(
        id=script.id,
        words=sum(line.heard.words for line in lines),
        errors=sum(line.heard.errors for line in lines),
        misheard=tuple(_misheard(lines)),
        mended=mended,
    )


def _listened(workshop: Workshop, script: Script, recogniser: Recogniser) -> tuple[Proofed, ...]:
    guide = spoken_guide(workshop, script, recogniser)
    return listen(
        guide.lines, guide.ear, lambda done, total: workshop.tell(Progressed(script.id, "proofing", done, total))
    )


def _misheard(lines: Sequence[Proofed]) -> Iterator[Misheard]:
    for line in lines:
        for found in line.heard.differences:
            yield Misheard(line.line.place, to_seconds(line.line.start), found.written, found.heard, is_sure(found))
