"""The page of what was built: guides and sessions as values, and the files that they are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guides.build.joints import handover_of
from guides.build.journal import Record
from guides.build.outcome import collections_of
from guides.build.planning import estimate
from guides.build.recipients import Recipient
from guides.build.roles import role_of
from guides.build.texts import Read, read_scripts
from guides.build.workshop import Workshop
from guides.delivery.formats import ENCODINGS
from guides.delivery.transcript import read_vtt
from guides.model.guide import Line
from guides.model.script import Script
from guides.model.settings import JOURNEY, PHASE_FALL, manner_of
from guides.publish.page.programme import Medium, Page, PageGuide, Session, Stage
from guides.store.exported import Copied
from guides.store.files import digest_of, read_text, translated
from guides.units import ByteCount, Seconds, to_seconds

TRANSCRIPT_MOST = 10_000_000
"""Bytes of a transcript; a larger one is not ours."""


@dataclass(frozen=True, slots=True)
class PageChoice:
    """What of a practice is on a page."""

    mixes: bool = False
    """Guides can be heard with more voice, and with more music."""
    with_journey: bool = False
    """Journeys with their openings and returns are there; else their music alone."""
    ids: frozenset[str] | None = None
    """The guides that are there; None: all."""


@dataclass(frozen=True, slots=True)
class Paged:
    """A page, and where its sound is."""

    page: Page
    copies: dict[str, Copied]


def page_of(recipient: Recipient, choice: PageChoice) -> Paged:
    """The page of what was built for somebody.

    Raises:
        GuideError: a file that was built is gone, or what a journey follows cannot be read.
    """
    shop = recipient.workshop
    settings = shop.settings
    files = tuple(file for file in recipient.files if choice.ids is None or file.id in choice.ids)
    shelf = _Shelf(shop, choice)
    found = [
        built
        for read in read_scripts(shop, files)
        if (record := recipient.journal.records.get(shelf.output(read.file.id))) is not None
        and (built := shelf.built(read, record))
    ]
    sessions = tuple(_sessions(recipient, found)) if choice.with_journey else ()
    page = Page(
        program=settings.practice.program,
        practice=settings.practice.name,
        collections=collections_of(shop, files),
        guides=tuple(built.guide for built in found if built.alone),
        sessions=sessions,
        contact=settings.contact,
        language=settings.voice.language,
    )
    return Paged(page, {medium.path: shelf.copies[medium.path] for medium in page.media})


@dataclass(frozen=True, slots=True)
class _Built:
    """A guide that was built, as the page has it."""

    read: Read
    guide: PageGuide
    alone: bool
    """Whether it stands by itself, and not in a session."""
    held: Medium | None


class _Shelf:
    """The files of guides, taken from where the build has put them."""

    def __init__(self, workshop: Workshop, choice: PageChoice) -> None:
        self.copies: dict[str, Copied] = {}
        self._shop = workshop
        self._choice = choice
        self._ending = ENCODINGS[workshop.settings.practice.format].extension

    def output(self, id: str) -> str:
        """The name of a guide's main file in the journal."""
        return f"{self._shop.prefix}{id}.{self._ending}"

    def built(self, read: Read, record: Record) -> _Built | None:
        """A guide for the page; None for one of a journey that is not to be there."""
        journey = read.script is not None and manner_of(read.script.front.kind) is JOURNEY
        if journey and not self._choice.with_journey:
            music = self._medium(record, ".wordless")
            return _Built(read, self._music_only(read, record, music), True, None) if music else None
        usual = self._medium(record, "")
        if usual is None:
            return None
        guide = self._guide(read, record, usual)
        return _Built(read, guide, not journey, self._medium(record, ".hold") if journey else None)

    def _guide(self, read: Read, record: Record, usual: Medium) -> PageGuide:
        front = read.script.front if read.script else None
        role = role_of(read.file)
        # The sound check sets the volume for all balances, and the way back has no music.
        mixed = self._choice.mixes and role == "guide"
        return PageGuide(
            id=read.file.id,
            title=front.title if front else record.title,
            public_title=record.title,
            collection=read.file.collection,
            seconds=Seconds(record.entry.seconds),
            medium=usual,
            summary=(front.summary or "") if front else "",
            language=(front.language if front else None) or self._shop.settings.voice.language,
            role=role,
            chapters=record.entry.chapters,
            lines=self._lines(record),
            questions=read.script.client_notes if read.script else (),
            voice_forward=self._medium(record, ".voice-forward") if mixed else None,
            music_forward=self._medium(record, ".music-forward") if mixed else None,
        )

    def _music_only(self, read: Read, record: Record, music: Medium) -> PageGuide:
        title = read.script.front.title if read.script else record.title
        return PageGuide(
            id=f"{read.file.id}.wordless",
            title=f"{title}: music only",
            public_title=f"{record.title}: music only",
            collection=read.file.collection,
            seconds=Seconds(record.entry.seconds),
            medium=music,
            summary="The music of the journey without its words, to come back to.",
            language=self._shop.settings.voice.language,
            chapters=record.entry.chapters,
        )

    def _medium(self, record: Record, suffix: str) -> Medium | None:
        out, prefix = self._shop.folder.out, self._shop.prefix
        main = f"{prefix}{record.id}.{self._ending}"
        name = f"{prefix}{record.id}{suffix}.{self._ending}"
        if name not in record.files:
            return None
        digest = record.entry.sha256 if name == main else digest_of(out / name)
        path = f"media/{record.id}{suffix}.{self._ending}"
        self.copies[path] = Copied(out / name, digest)
        with translated(out / name, "read this guide"):
            return Medium(path, digest, ByteCount((out / name).stat().st_size))

    def _lines(self, record: Record) -> tuple[Line, ...]:
        name = f"{self._shop.prefix}{record.id}.vtt"
        if name not in record.files:
            return ()
        return read_vtt(read_text(self._shop.folder.out / name, f"audio_out/{name}", TRANSCRIPT_MOST))


def _sessions(recipient: Recipient, found: Sequence[_Built]) -> Iterator[Session]:
    """Openings, journeys and returns that follow one another without anything left out between them."""
    places = {file.id: place for place, file in enumerate(recipient.files)}
    chain: list[tuple[Script, _Built]] = []
    for built in found:
        script = built.read.script
        if built.alone or script is None:
            continue
        if chain and not _follows(chain[-1][0], script, places):
            yield _session(recipient.workshop, chain)
            chain = []
        chain.append((script, built))
    if chain:
        yield _session(recipient.workshop, chain)


def _follows(before: Script, script: Script, places: Mapping[str, int]) -> bool:
    near = before.collection == script.collection and places[script.id] == places[before.id] + 1
    return near and handover_of(before) != "stop"


def _session(workshop: Workshop, chain: Sequence[tuple[Script, _Built]]) -> Session:
    main = next((built for script, built in chain if script.front.kind == "journey"), chain[0][1])
    stages = tuple(_stage(workshop, script, built) for script, built in chain)
    return Session(main.guide.id, main.guide.title, main.guide.collection, stages)


def _stage(workshop: Workshop, script: Script, built: _Built) -> Stage:
    waits = handover_of(script) == "hold"
    if script.front.kind != "journey":
        return Stage(built.guide, built.held, waits=waits)
    laid, _ = estimate(workshop, workshop.routed(script))
    # Phases stand where they are written, whatever is spoken in them.
    phases = {phase.name: phase for phase in laid.timeline.phases}
    rising = next((phases[name] for name in ("build", "peak") if name in phases), None)
    falling = next((phases[name] for name in ("re-entry", "return") if name in phases), None)
    calm = None
    if falling is not None:
        start, end = to_seconds(falling.start), to_seconds(falling.end)
        calm = Seconds(start + min(PHASE_FALL, end - start))
    rises = to_seconds(rising.start) if rising is not None else Seconds(0.0)
    return Stage(built.guide, built.held, waits=waits, rises_at=rises, calm_at=calm)
