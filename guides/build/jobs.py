"""What has to be made, and why: each guide as it is for everyone who hears it in one way, and for one client."""

from collections.abc import Mapping
from dataclasses import dataclass

from guides.build.avoiding import script_without, seam_without
from guides.build.balances import has_balances
from guides.build.events import Warned
from guides.build.guide import Order, Standing
from guides.build.joints import seam_after, seam_before
from guides.build.journal import Journal, Record
from guides.build.own_words import Blank, Slot, blanks, check_filled, slots_of, words_key
from guides.build.staleness import ingredients
from guides.build.takes import Takes, look_at_takes, register_takes
from guides.build.texts import Read
from guides.build.workshop import Workshop
from guides.delivery.formats import ENCODINGS
from guides.errors import TakeError
from guides.model.music import Seam
from guides.model.script import Script
from guides.store.practice import ScriptFile

WORDS = "the words of this client"
"""What a client's own words are called among the ingredients."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A guide before anybody's own words are in it."""

    script: Script
    place: Standing
    name: str
    """What its files are called, without an ending."""
    before: Seam | None
    after: Seam | None
    made_from: Mapping[str, str]
    blanks: tuple[Blank, ...]
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A guide to make, for whom, and why."""

    workshop: Workshop
    order: Order
    output: str
    """Its main file, relative to `audio_out/`: its name in the journal."""
    ingredients: dict[str, str]
    reasons: tuple[str, ...]

    @property
    def id(self) -> str:
        """What events call it."""
        return self.workshop.named(self.order.script.id)


class Preparing:
    """Prepares each guide once for all who hear it in the same voice, at the same pace and without the same things."""

    def __init__(self, files: tuple[ScriptFile, ...]) -> None:
        """Take all scripts of the practice."""
        self._files = files
        self._done: dict[tuple[object, str], Prepared] = {}

    def of(self, workshop: Workshop, read: Read) -> Prepared:
        """A guide for whomever the workshop works.

        Raises:
            GuideError: it cannot be made.
        """
        client = workshop.client
        key = ((client.tuning, client.route, client.avoid) if client else None, read.file.id)
        if key not in self._done:
            # What is wrong is found for each anew: it may name the line of a client's own row.
            self._done[key] = _prepared(workshop, read, self._files)
        return self._done[key]


def _prepared(workshop: Workshop, read: Read, files: tuple[ScriptFile, ...]) -> Prepared:
    written = read.understood()
    script = script_without(workshop, workshop.routed(written))
    takes = _takes(workshop, script)
    siblings = [file.id for file in files if file.collection == script.collection]
    place = Standing(siblings.index(script.id) + 1, len(siblings))
    avoid = workshop.client.avoid if workshop.client else frozenset()
    before = seam_without(seam_before(workshop, script, files), avoid)
    made_from = ingredients(
        workshop, read, script, place, before, followed=place.track < place.tracks, takes=takes.fingerprint
    )
    return Prepared(
        script=script,
        place=place,
        name=workshop.output_name(written),
        before=before,
        after=seam_without(seam_after(script, workshop.settings), avoid),
        made_from=made_from,
        blanks=blanks(script),
        slots=slots_of(script),
    )


def _takes(workshop: Workshop, script: Script) -> Takes:
    """The takes of a guide, written down where they are new and something may be written.

    Raises:
        TakeError: one is missing, says something else, or stands twice.
    """
    takes = look_at_takes(workshop, script)
    if not workshop.only_looks:
        register_takes(workshop, takes)
    if wrong := [problem for problem in takes.problems if problem.severity == "error"]:
        raise TakeError(wrong)
    for problem in takes.problems if workshop.client is None else ():
        workshop.tell(Warned(problem))
    return takes


def job_of(workshop: Workshop, journal: Journal, prepared: Prepared) -> Job:
    """What is to be made of a guide for whomever the workshop works; without reasons where nothing is.

    Raises:
        ScriptError: the client has no value for a field that needs one.
    """
    request, script = workshop.request, prepared.script
    made_from = dict(prepared.made_from)
    if workshop.client is not None:
        check_filled(workshop.client, prepared.blanks)
        made_from[WORDS] = words_key(prepared.slots, workshop.client)
    output = f"{workshop.prefix}{prepared.name}.{ENCODINGS[workshop.format].extension}"
    why = journal.reasons(output, made_from, workshop.folder.out)
    record = journal.records.get(output)
    stems, more = _asked(record, ".voice.flac", "its stems were asked for", wanted=request.stems)
    why += more
    wordless, more = _asked(record, ".wordless.", "it was asked for without words", wanted=workshop.wants_wordless)
    why += more if script.front.kind == "journey" else ()
    mixes, more = _asked(record, ".voice-forward.", "its balances were asked for", wanted=workshop.wants_mixes)
    why += more if has_balances(script, workshop.settings) else ()
    if request.force:
        why = (*why, "--force")
    place = prepared.place
    followed = place.track < place.tracks
    order = Order(script, place, prepared.name, prepared.before, prepared.after, followed, stems, wordless, mixes)
    return Job(workshop, order, output, made_from, why)


def _asked(record: Record | None, mark: str, reason: str, *, wanted: bool) -> tuple[bool, tuple[str, ...]]:
    """Whether a further file is made, now or since it was made before; and why the guide must be made for it."""
    had = record is not None and any(mark in file for file in record.files)
    return wanted or had, (reason,) if wanted and not had and record is not None else ()
