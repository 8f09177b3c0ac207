"""What can be wrong with a music file, in words."""

from guides.errors import MusicError
from guides.music.shelf import place

AGAIN = "Copy or download it again; part of it has been lost on the way."


def empty(name: str) -> MusicError:
    """There is nothing in it."""
    return MusicError("This music file is empty.", where=place(name), hint="Copy it again from where it came.")


def protected(name: str) -> MusicError:
    """Its seller keeps it closed."""
    return MusicError(
        "This music file is protected against copying, and only its seller's own player may open it.",
        where=place(name),
        hint="Ask the seller for a file without protection; other music works at once.",
    )


def cut_short(name: str, how: str) -> MusicError:
    """It ends before it should."""
    return MusicError(f"This music file is cut short{how}.", where=place(name), hint=AGAIN)


def changed(name: str) -> MusicError:
    """It is not what it was when its reading began."""
    return MusicError(
        "This music file was changed while it was being read.",
        where=place(name),
        hint="When it is there in full, run the same command again.",
    )


def no_sound(name: str) -> MusicError:
    """Nothing of it can be heard."""
    return MusicError(
        "There is no sound in this file that can be read.",
        where=place(name),
        hint="It may be a picture, a text, or protected against copying. Save it as flac or mp3 and try again.",
    )


def damaged(name: str, how: str) -> MusicError:
    """Something inside is broken."""
    return MusicError(f"This music file is damaged ({how}).", where=place(name), hint=AGAIN)


def too_short(name: str, seconds: float, least: float) -> MusicError:
    """It is over too soon to be repeated."""
    return MusicError(
        f"This music file has only {seconds:.1f} s of sound; to be looped it needs {least:.0f} s.",
        where=place(name),
        hint="Use a longer piece: several minutes repeat less noticeably.",
    )
