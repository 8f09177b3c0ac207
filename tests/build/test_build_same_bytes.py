"""The same text gives the same file."""

from collections.abc import Callable

from practices import Practice


def test_two_folders_give_the_same_bytes(built: Practice, programme: Callable[[], Practice]) -> None:
    """Built in another folder, by three jobs instead of two, every guide has the same SHA-256."""
    other = programme()
    other.build("--jobs", "3")
    assert other.sounds() == {name: digest for name, digest in built.sounds().items() if not name.endswith(".flac")}


def test_the_way_to_a_text_leaves_no_trace(practice: Practice) -> None:
    """A guide that was something else before is the same as one built at once."""
    practice.write("preparation/01-a", "It is loud. It was fast.", "music:\n  intro: 2s\n  outro: 3s")
    practice.build()
    practice.write("preparation/01-a", "It is quiet here. Rest a while.", "music:\n  intro: 2s\n  outro: 3s")
    practice.build()
    changed = practice.outputs()["preparation/01-a.mp3"]
    import shutil

    shutil.rmtree(practice.root / ".guides")
    shutil.rmtree(practice.out(""))
    practice.build()
    assert practice.outputs()["preparation/01-a.mp3"] == changed
