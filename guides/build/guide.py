"""One guide, from its script to the finished file."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from guides.build.balances import BALANCES, has_balances, in_balance
from guides.build.encoded import Segments, Told, encode_segments, mp3_parts
from guides.build.events import Warned
from guides.build.extras import Extra, held_bed, without_words
from guides.build.figures import figures_of, gate
from guides.build.joints import check_handover, handover_of
from guides.build.laid_guide import SpokenGuide, speak_guide
from guides.build.mixing import Mix, mix_of
from guides.build.music_rights import tracks_in
from guides.build.portraits import keep, portrait_of
from guides.build.scoring import score_of
from guides.build.segment_work import Measured
from guides.build.streamed import encode_stream, write_stem
from guides.build.workshop import Workshop
from guides.delivery.chapters import ffmetadata
from guides.delivery.cover import cover
from guides.delivery.formats import ENCODINGS
from guides.delivery.gains import ReplayGain
from guides.delivery.id3 import id3_header
from guides.delivery.labels import cleaned
from guides.delivery.tagging import tag
from guides.delivery.transcript import vtt
from guides.model.estimates import count_words
from guides.model.guide import Figures, Labels, Line, ReportEntry, whole_second_marks
from guides.model.library import credits_of
from guides.model.music import Played, Seam
from guides.model.script import Script
from guides.model.timeline import Timeline
from guides.store.files import digest_of, passing_path, whole_path, write_changed, write_whole
from guides.timeline.framing import Framing
from guides.timeline.talking import talking_frames
from guides.units import RATE, to_seconds


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a guide stands in its collection."""

    track: int
    tracks: int


@dataclass(frozen=True, slots=True)
class Order:
    """A guide to be made."""

    script: Script
    place: Standing
    name: str
    """What its files are called below the output folder, without an ending."""
    before: Seam | None = None
    """What it goes on with from the guide before it."""
    after: Seam | None = None
    """What it passes on."""
    followed: bool = False
    """Whether a guide comes after it."""
    stems: bool = False
    wordless: bool = False
    """Also write the music of a journey without its words."""
    mixes: bool = False
    """Also write it with more voice, and with more music."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished guide."""

    entry: ReportEntry
    files: tuple[str, ...]
    """Everything written, relative to the output folder."""
    rendered: int
    segments: int


def make_guide(workshop: Workshop, order: Order, out: Path) -> Made:
    """Make one guide and write its files below `out`.

    Raises:
        GuideError: it cannot be made, or breaks its own limits; nothing in `out` was touched.
    """
    script = order.script
    check_handover(script, workshop.settings)
    spoken = speak_guide(workshop, script)
    told = partial(workshop.progressed, script.id)
    for problem in spoken.doubts(workshop):
        workshop.tell(Warned(problem))
    told("listening to the music", 0, 1)
    score = score_of(workshop, script, spoken.timeline, spoken.framing, joined=order.before is not None)
    mix = mix_of(workshop, spoken.timeline, spoken.framing, score, order.before, order.after, common=spoken.common)
    told("listening to the music", 1, 1)
    labels = labels_of(workshop, script, spoken.timeline, score, order.place)
    finish = _finish_mp3 if ENCODINGS[workshop.format].joinable else _finish_stream
    ending = ENCODINGS[workshop.format].extension
    file = f"{order.name}.{ending}"
    files = [file, f"{order.name}.vtt"]
    with ExitStack() as beside:
        # Everything is written before anything takes its name: a guide changes as a whole, or not at all.
        for which in ("voice", "music") if order.stems else ():
            files.append(f"{order.name}.{which}.flac")
            write_stem(workshop, mix, which, beside.enter_context(whole_path(out / files[-1])), partial(told, "stems"))
        for extra in _extras(workshop, order, spoken, score, labels):
            files.append(f"{order.name}.{extra.suffix}.{ending}")
            path = beside.enter_context(whole_path(out / files[-1]))
            finish(workshop, script, extra.mix, spoken.framing, extra.labels, path, partial(told, extra.stage))
        whole, rendered, segments = finish(
            workshop, script, mix, spoken.framing, labels, out / file, partial(told, "mixing")
        )
        write_changed(out / files[1], vtt(_transcript(spoken.timeline), labels.title).encode())
    entry = _entry(spoken, figures_of(whole), out, file, labels)
    keep(workshop.cache, entry, portrait_of(labels, spoken.timeline, mix.layers, whole))
    return Made(entry, tuple(files), rendered, segments)


def _extras(
    workshop: Workshop, order: Order, spoken: SpokenGuide, score: tuple[Played, ...], labels: Labels
) -> Iterator[Extra]:
    script, framing = order.script, spoken.framing
    if order.after is not None and handover_of(script) == "hold":
        yield held_bed(workshop, script, framing, labels, order.after, followed=order.followed)
    if order.wordless and script.front.kind == "journey":
        yield without_words(workshop, spoken.timeline, framing, score, labels)
    if order.mixes and has_balances(script, workshop.settings):

        def mixed(other: Framing) -> Mix:
            return mix_of(workshop, spoken.timeline, other, score, order.before, order.after, common=spoken.common)

        for balance in BALANCES:
            yield Extra(balance, in_balance(balance, framing, mixed), labels, "the balances")


def labels_of(
    workshop: Workshop, script: Script, timeline: Timeline, score: tuple[Played, ...], place: Standing
) -> Labels:
    """What tags and cover say: nothing of a client's own."""
    practice = workshop.settings.practice
    return cleaned(
        Labels(
            id=script.id,
            title=script.front.public_title,
            collection=script.collection,
            album=f"{practice.program}: {script.collection}",
            artist=practice.name,
            summary=script.front.summary or "",
            language=script.front.language or workshop.settings.voice.language,
            year=practice.year,
            track=place.track,
            tracks=place.tracks,
            seconds=to_seconds(timeline.length),
            chapters=whole_second_marks(timeline.chapters, RATE),
            lines=tuple(
                Line(to_seconds(said.start), to_seconds(said.end), shared)
                for said in timeline.spoken
                if (shared := said.text if said.shared is None else said.shared)
            ),
            credits=credits_of(workshop.music.library, tracks_in(score)),
        )
    )


def _transcript(timeline: Timeline) -> tuple[Line, ...]:
    return tuple(Line(to_seconds(said.start), to_seconds(said.end), said.text) for said in timeline.spoken)


def _finish_mp3(
    workshop: Workshop, script: Script, mix: Mix, framing: Framing, labels: Labels, path: Path, told: Told
) -> tuple[Measured, int, int]:
    made: Segments = encode_segments(workshop, mix, told)
    figures = figures_of(made.whole)
    gate(figures, made.whole, mix, framing.manner, script.file)
    header = id3_header(labels, _gains(figures), cover(labels.title, labels.collection))
    write_whole(path, mp3_parts(workshop, made, header))
    return made.whole, made.rendered, len(made.keys)


def _finish_stream(
    workshop: Workshop, script: Script, mix: Mix, framing: Framing, labels: Labels, path: Path, told: Told
) -> tuple[Measured, int, int]:
    format = workshop.format
    with ExitStack() as scratch, whole_path(path) as beside:
        metadata = None
        if ENCODINGS[format].chapters_at_encoding:
            metadata = scratch.enter_context(passing_path(path.with_suffix(".chapters")))
            metadata.write_text(ffmetadata(labels), encoding="utf-8")
        whole = encode_stream(workshop, mix, format, metadata, labels.language, beside, told)
        figures = figures_of(whole)
        gate(figures, whole, mix, framing.manner, script.file)
        tag(beside, format, labels, _gains(figures), cover(labels.title, labels.collection))
    count = len(mix.segments())
    return whole, count, count


def _gains(figures: Figures) -> ReplayGain | None:
    if figures.master_lufs is None or figures.true_peak_dbtp is None:
        return None
    return ReplayGain(figures.master_lufs, figures.true_peak_dbtp)


def _entry(spoken: SpokenGuide, figures: Figures, out: Path, file: str, labels: Labels) -> ReportEntry:
    timeline = spoken.timeline
    words = sum(count_words(said.text) for said in timeline.spoken)
    speech = sum(said.clip.frames for said in timeline.spoken)
    talking = to_seconds(talking_frames(timeline, spoken.framing))
    return ReportEntry(
        file=file,
        seconds=figures.seconds,
        planned_seconds=to_seconds(timeline.length),
        voice_lufs=figures.voice_lufs,
        master_lufs=figures.master_lufs,
        true_peak_dbtp=figures.true_peak_dbtp,
        bed_under_voice_lu=figures.bed_under_voice_lu,
        words=words,
        words_per_minute=words * 60 / talking if talking else 0.0,
        silence_share=1 - speech / timeline.length,
        chapters=labels.chapters,
        utterances=spoken.utterances,
        spoken_now=spoken.spoken_now,
        voice=spoken.voice,
        engine=spoken.engine,
        sha256=digest_of(out / file),
        credits=labels.credits,
    )
