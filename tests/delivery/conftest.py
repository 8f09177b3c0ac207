"""A guide's labels, its sound in every format, and ffmpeg's own reading of what was written."""

from collections.abc import Callable
from pathlib import Path

import pytest
from delivery_samples import AWKWARD, GAINS, SECONDS, Read, parsed, picture, sine

from guides.delivery.chapters import ffmetadata
from guides.delivery.formats import ENCODINGS
from guides.delivery.gains import ReplayGain
from guides.delivery.id3 import id3_header
from guides.delivery.labels import cleaned
from guides.delivery.tagging import tag
from guides.model.guide import ChapterMark, Labels, Line
from guides.model.settings import Format
from guides.store.ffmpeg import Ffmpeg, find
from guides.units import Seconds


@pytest.fixture(scope="session")
def labels() -> Labels:
    return Labels(
        id="preparation/01-meeting",
        title=f"Meeting {AWKWARD}",
        collection="preparation",
        album="Session guides: preparation",
        artist="A quiet practice",
        summary="A first hello.",
        language="en-us",
        year=2026,
        track=3,
        tracks=8,
        seconds=Seconds(SECONDS),
        chapters=(
            ChapterMark("Arriving", Seconds(0.0)),
            ChapterMark(AWKWARD, Seconds(4.0)),
            ChapterMark("A long walk through a quiet wood " * 10, Seconds(9.0)),
        ),
        lines=(
            Line(Seconds(1.0), Seconds(2.5), "Welcome."),
            Line(Seconds(3.25), Seconds(6.0), "Rest “here” & now <if it feels right>."),
        ),
        credits="Music: a river, CC BY.",
    )


@pytest.fixture(scope="session")
def ffmpeg(tmp_path_factory: pytest.TempPathFactory) -> Ffmpeg:
    return find(None, tmp_path_factory.mktemp("ffmpeg"))


@pytest.fixture(scope="session")
def read(ffmpeg: Ffmpeg) -> Callable[[Path], Read]:
    def reading(path: Path) -> Read:
        where = ["-map_metadata", "0:s:0"] if path.suffix == ".opus" else []  # Ogg keeps tags with the stream
        text, said = ffmpeg.run(["-i", str(path), *where, "-f", "ffmetadata", "pipe:1"])
        tags, chapters = parsed(text.decode())
        return Read(tags, chapters, said)

    return reading


@pytest.fixture(scope="session")
def make(ffmpeg: Ffmpeg, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Encode the sine and tag it; what was made before under the same name is there again, whatever became of it."""
    folder = tmp_path_factory.mktemp("made")
    made: dict[tuple[object, ...], bytes] = {}

    def making(kind: Format, labels: Labels, name: str = "guide", gains: ReplayGain | None = GAINS) -> Path:
        encoding = ENCODINGS[kind]
        path = folder / f"{name}.{encoding.extension}"
        which = (kind, labels, name, gains)
        if which in made:
            path.write_bytes(made[which])
            return path
        metadata = None
        if encoding.chapters_at_encoding:
            metadata = folder / f"{name}.ffmetadata"
            metadata.write_text(ffmetadata(labels), encoding="utf-8", newline="\n")
        ffmpeg.encode(encoding.arguments(metadata, labels.language), [sine(labels.seconds)], path)
        if encoding.joinable:
            path.write_bytes(id3_header(cleaned(labels), gains, picture()) + path.read_bytes())
        else:
            tag(path, kind, labels, gains, picture())
        made[which] = path.read_bytes()
        return path

    return making
