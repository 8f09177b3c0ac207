"""Practice folders to measure with: guides of an exact length with spoken passages held by `[at]`.

Run by hand to look at one: `python bench/practice.py DIR --minutes 60`.
"""

import argparse
import random
from pathlib import Path

from bed import write_bed

GUIDE = "preparation/01-passages"
SPARE = "support/01-spare-lines"
SPARE_LINES = 8

_BEGIN = (
    "Notice",
    "Feel",
    "Rest for a moment with",
    "If you like, turn towards",
    "There may be",
    "Let yourself sense",
    "You might find",
    "Stay near",
    "Allow some room for",
    "With each breath out, meet",
)
_MIDDLE = (
    "the weight of your hands",
    "the ground that holds you",
    "the part that keeps watch",
    "a small place of ease",
    "the air at your lips",
    "whatever is here now",
    "the one who is unsure",
    "the slow rhythm of your chest",
    "an old and careful guard",
    "the quiet between two sounds",
    "the warmth behind your eyes",
    "some curiosity about what comes",
)
_END = (
    ".",
    ", just as it is.",
    ", and nothing has to change.",
    ", at a distance that feels right.",
    "; there is no hurry.",
    ", as you would sit beside a friend.",
    ", and let it know that you are there.",
)


def make_practice(folder: Path, minutes: int, *, voice: str = "tone", bed: bool = True, guides: int = 1) -> None:
    """Fill a folder with a practice.

    Args:
        folder: made where it does not exist.
        minutes: the exact length of each guide.
        voice: who speaks.
        bed: music from an MP3 file; else the generated bed `warm-drone`.
        guides: how many guides of this length; several speak all through, so that they have no sound in common.
    """
    music = "bed.mp3" if bed else "warm-drone"
    (folder / "music").mkdir(parents=True, exist_ok=True)
    if bed:
        write_bed(folder / "music" / "bed.mp3")
    (folder / "guides.toml").write_text(f'[voice]\nname = "{voice}"\n', encoding="utf-8")
    lines = _lines()
    for number in range(1, guides + 1):
        name = GUIDE if number == 1 else f"preparation/{number:02}-more-passages"
        _write(folder, name, _guide(minutes, music, lines) if guides == 1 else _talk(minutes, music, lines, number))
    _write(folder, SPARE, _spare(lines))


def change_sentence(folder: Path, nth: int) -> None:
    """Put spare line `nth` in place of one sentence in the middle of the guide.

    The spare lines stand in a small guide of their own, so their speech is cached
    by the first build: what a change costs is measured without it.
    """
    spare = _paragraphs(folder, SPARE)[nth]
    path = folder / "scripts" / f"{GUIDE}.md"
    text = path.read_text(encoding="utf-8")
    spoken = [line for line in text.splitlines() if line.endswith(".")]
    changed = text.replace(spoken[len(spoken) // 2], spare)
    path.write_text(changed, encoding="utf-8")


def passages_in(minutes: int) -> int:
    """Ten; fewer in a guide too short for them, so that it can be tried quickly."""
    return min(10, max(1, minutes // 2))


def some_lines(count: int) -> list[str]:
    """Sentences to speak."""
    return _lines()[:count]


def _lines() -> list[str]:
    lines = [f"{begin} {middle}{end}" for begin in _BEGIN for middle in _MIDDLE for end in _END]
    random.Random(5).shuffle(lines)
    return lines


def _guide(minutes: int, music: str, lines: list[str]) -> str:
    count = passages_in(minutes)
    text = [f"---\ntitle: Passages\nmusic: {music}\nlength: {minutes}m\n---"]
    taken = 100
    for passage in range(count):
        seconds = max(30, passage * minutes * 60 // count)
        sentences = 6 + passage * 3 % 5
        text += [f"# Passage {passage + 1}", f"[at {seconds}s]", "\n".join(lines[taken : taken + sentences])]
        taken += sentences
    return "\n\n".join(text) + "\n"


def _talk(minutes: int, music: str, lines: list[str], number: int) -> str:
    text = [f"---\ntitle: Talk {number}\nmusic: {music}\nlength: {minutes}m\n---"]
    for minute in range(minutes):
        first = (100 * number + 4 * minute) % len(lines)
        text += [f"[at {60 * minute + 8}s]", "\n\n[pause 4s]\n\n".join(lines[first : first + 3])]
    return "\n\n".join(text) + "\n"


def _spare(lines: list[str]) -> str:
    return "\n\n".join(["---\ntitle: Spare lines\nmusic: off\n---", *lines[:SPARE_LINES]]) + "\n"


def _paragraphs(folder: Path, name: str) -> list[str]:
    text = (folder / "scripts" / f"{name}.md").read_text(encoding="utf-8")
    return text.split("---\n", 2)[2].strip().split("\n\n")


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / "scripts" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--voice", default="tone", help="tone (a hum, costs nothing) or heart")
    parser.add_argument("--music", choices=["bed.mp3", "warm-drone"], default="bed.mp3")
    parser.add_argument("--guides", type=int, default=1)
    chosen = parser.parse_args()
    bed = chosen.music == "bed.mp3"
    make_practice(chosen.folder, chosen.minutes, voice=chosen.voice, bed=bed, guides=chosen.guides)
    print(f"guides -C {chosen.folder} build")


if __name__ == "__main__":
    main()
