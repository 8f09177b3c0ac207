"""Guides for the report page that no test has to build: a long journey, a short one, and hostile names."""

import math

import msgspec

from guides.model.guide import ChapterMark, ReportEntry
from guides.model.portrait import Moment, Portrait, Stretch
from guides.units import Seconds

HOSTILE = "</title><script>alert('1')</script> & \"quotes\" <b>"
LONG = "A title that goes on and on, " * 8
RIGHT_TO_LEFT = "שלום לחלקים 🌿👩‍👧 \u202eabc"


def entry(**changes: object) -> ReportEntry:
    """A guide that came out well."""
    plain = ReportEntry(
        file="support/01-anchor.mp3",
        seconds=40.0,
        planned_seconds=40.0,
        voice_lufs=-18.0,
        master_lufs=-18.4,
        true_peak_dbtp=-1.9,
        bed_under_voice_lu=15.0,
        words=41,
        words_per_minute=118.2,
        silence_share=0.62,
        chapters=(ChapterMark("Anchor", Seconds(0.0)),),
        utterances=6,
        spoken_now=0,
        voice="heart",
        engine="kokoro",
        sha256="ab" * 32,
    )
    return msgspec.structs.replace(plain, **changes)


def portrait(**changes: object) -> Portrait:
    """Forty seconds: ten values of four seconds each."""
    plain = Portrait(
        title="Anchor",
        seconds=40.0,
        chapters=(ChapterMark("Anchor", Seconds(0.0)),),
        spoken=((4.0, 12.0), (16.0, 30.0)),
        music=(Stretch("warm-drone", 0.0, 40.0),),
        phases=(),
        tones=(),
        step=4.0,
        voice=(None, -18.0, -18.0, None, -20.0, -20.0, -20.0, None, None, None),
        master=(-40.0, -18.0, -18.0, -30.0, -20.0, -20.0, -20.0, -30.0, -40.0, None),
        near=(),
    )
    return msgspec.structs.replace(plain, **changes)


PHASES = (("pre-onset", 0), ("onset", 8), ("build", 20), ("peak", 34), ("re-entry", 62), ("return", 76))
"""The phases of the long journey, and the minutes at which they begin."""
MUSIC = ("warm-drone", "river.flac", "tides-and-stars.mp3", "river.flac", "stillness", "warm-drone")


def journey() -> tuple[ReportEntry, Portrait]:
    """Ninety minutes in six phases, with crossing music, bells, and three loud instants."""
    seconds, step = 5400.0, 8.0
    starts = [minutes * 60.0 for _, minutes in PHASES]
    ends = [*starts[1:], seconds]
    chapters = tuple(
        ChapterMark(f"{name.capitalize()}: as it comes", Seconds(at))
        for (name, _), at in zip(PHASES, starts, strict=True)
    )
    spoken = tuple((float(at), at + 9.0 + at % 23) for at in range(20, 5380, 47) if at % 5 or at < 900 or at > 4000)
    times = [index * step for index in range(int(seconds / step))]
    voice = tuple(
        -18.0 - at % 7 / 3 if any(start - 3 < at < end + 3 for start, end in spoken) else None for at in times
    )
    music = [-34 + 9 * math.sin(at / seconds * math.pi) + 2 * math.sin(at / 90) for at in times]
    drawn = portrait(
        title="Into the quiet: a journey of ninety minutes",
        seconds=seconds,
        chapters=chapters,
        spoken=spoken,
        music=tuple(
            Stretch(track, start, min(end + 20, seconds)) for track, start, end in zip(MUSIC, starts, ends, strict=True)
        ),
        phases=tuple(Stretch(name, start, end) for (name, _), start, end in zip(PHASES, starts, ends, strict=True)),
        tones=(Moment(2.0, "bell"), Moment(3720.0, "bell"), Moment(5390.0, "bell")),
        step=step,
        voice=voice,
        master=tuple(round(max(own, said or -99.0), 1) for own, said in zip(music, voice, strict=True)),
        near=(Moment(1310.0, "−1.4 dBTP"), Moment(2410.0, "−1.2 dBTP"), Moment(3300.0, "−1.3 dBTP")),
    )
    told = entry(file="journey/02-into-the-quiet.mp3", seconds=seconds, planned_seconds=seconds, chapters=chapters)
    return told, drawn


def sample_page_parts() -> tuple[dict[str, ReportEntry], dict[str, Portrait | None]]:
    """A programme with everything that a page must bear."""
    long, drawn = journey()
    breath = tuple(Moment(12.0 + index * 3, kind) for index, kind in enumerate(["inhale", "exhale"] * 3))
    entries = {
        "journey/02-into-the-quiet": long,
        "support/01-anchor": entry(),
        "support/02-names": entry(
            problems=(f"scripts/support/02-names.md:3:1: {HOSTILE}",), file="support/02-names.mp3"
        ),
        "support/03-earlier": entry(voice_lufs=None, bed_under_voice_lu=None, words=0, file="support/03-earlier.mp3"),
    }
    hostile = tuple(
        ChapterMark(title, Seconds(at)) for title, at in ((HOSTILE, 0.0), (LONG, 15.0), (RIGHT_TO_LEFT, 30.0))
    )
    portraits = {
        "journey/02-into-the-quiet": drawn,
        "support/01-anchor": portrait(tones=(*breath, Moment(38.0, "bell"))),
        "support/02-names": portrait(title=f"{HOSTILE} {LONG}", chapters=hostile, music=()),
        "support/03-earlier": None,
    }
    entries["support/02-names"] = msgspec.structs.replace(entries["support/02-names"], chapters=hostile)
    return entries, portraits
