"""Tags and chapters in an encoded file, the same facts in every format."""

from pathlib import Path

from guides.delivery.gains import ReplayGain
from guides.delivery.labels import cleaned
from guides.delivery.mp4 import tag_mp4
from guides.delivery.vorbis import tag_flac, tag_opus
from guides.delivery.wav import tag_wav
from guides.errors import Place, TagError
from guides.model.guide import Labels
from guides.model.settings import Format


def tag(path: Path, format: Format, labels: Labels, gains: ReplayGain | None, cover: bytes) -> None:
    """Write everything that `labels` says into an encoded file, in place.

    Give it the temporary file: a failure can leave it half written. The same
    labels, gains and cover give the same bytes.

    Args:
        path: the encoded file, without tags of its own.
        format: what it is, other than mp3, whose tags `id3_header` puts before the sound; its
            name need not say so.
        labels: what it is called.
        gains: its level, or None where there is nothing to hear.
        cover: a JPEG or PNG; empty for none.

    Raises:
        TagError: the file is missing, is no such file, or cannot be written.
    """
    from mutagen import MutagenError

    write = _WRITERS[format]
    try:
        write(path, cleaned(labels), gains, cover)
    except (MutagenError, OSError) as error:
        raise TagError(
            f"The title, chapters and cover could not be written into this {format} file: {error}.",
            where=Place(path.name),
            hint="Check that the disk has space and that the folder can be written to, then build again.",
        ) from error


_WRITERS = {"m4b": tag_mp4, "opus": tag_opus, "flac": tag_flac, "wav": tag_wav}
