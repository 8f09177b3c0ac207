"""One guide on the report page: in words first, then drawn, then in figures."""

from collections.abc import Sequence
from urllib.parse import quote

from guides.model.guide import ReportEntry
from guides.model.portrait import Portrait, Stretch
from guides.model.settings import TRUE_PEAK_LIMIT
from guides.publish.markup import clock, escaped, named, number
from guides.publish.report_drawing import chapter_stretches, drawings

MOST_NEAR = 6
"""Places near a limit that are listed; the drawing has all."""
BUILT_EARLIER = "Built earlier; build with --force to draw it."


def title_of(id: str, portrait: Portrait | None) -> str:
    """A guide's title; one that is not drawn is called by its id."""
    return portrait.title if portrait is not None and portrait.title.strip() else id


def anchor(id: str) -> str:
    """Where a guide stands on the page."""
    return f"guide-{id}"


def section(id: str, entry: ReportEntry, portrait: Portrait | None) -> str:
    """A guide as a piece of the page."""
    title = title_of(id, portrait)
    seconds = entry.seconds
    drawn = f"<p><em>{BUILT_EARLIER}</em></p>"
    if portrait is not None:
        seconds = portrait.seconds
        drawn = f"<figure>{drawings(portrait, title)}<figcaption>{_key(portrait)}</figcaption></figure>"
    lists = _list("Chapters", chapter_stretches(entry.chapters, seconds))
    if portrait is not None:
        lists += _list("Phases", portrait.phases) + _list("Music", portrait.music) + _near(portrait)
    file = f'<a href="{escaped(quote(entry.file))}">{named(entry.file)}</a>'
    return (
        f'<article id="{escaped(anchor(id))}"><h3>{named(title)}</h3>'
        f'<p class="where">{clock(entry.seconds)} · {file}</p>{_problems(entry)}'
        f'<p class="lead">{_well(entry)}{outcome(entry)}</p>{drawn}'
        f'<div class="notes"><div class="lists">{lists}</div>{_table(entry)}</div></article>\n'
    )


def _well(entry: ReportEntry) -> str:
    return "" if entry.problems else "<strong>Came out well.</strong> "


def outcome(entry: ReportEntry) -> str:
    """How a guide came out, in a plain sentence."""
    if entry.voice_lufs is None:
        voice = "Nobody speaks"
    elif entry.bed_under_voice_lu is None:
        voice = f"Voice {number(entry.voice_lufs)} LUFS, no music under it"
    else:
        apart = entry.bed_under_voice_lu
        side = "below" if apart >= 0 else "above"
        voice = f"Voice {number(entry.voice_lufs)} LUFS, music {number(abs(apart))} LU {side} it"
    peak = entry.true_peak_dbtp
    limit = number(TRUE_PEAK_LIMIT, 0)
    if peak is None or peak <= TRUE_PEAK_LIMIT:
        peaks = f"nothing over {limit} dBTP"
    else:
        peaks = f"peaks up to {number(peak)} dBTP, over {limit}"
    words = [f"{voice}, {peaks}", f"{number(entry.silence_share * 100, 0)} % is silence and music"]
    if entry.words:
        words.append(f"{number(entry.words_per_minute, 0)} words a minute")
    return f"{'; '.join(words)}."


def _problems(entry: ReportEntry) -> str:
    if not entry.problems:
        return ""
    told = "".join(f'<li dir="auto">{escaped(problem)}</li>' for problem in entry.problems)
    return (
        '<div class="problems"><h4>Needs your attention</h4>'
        f"<ul>{told}</ul><p>What you see below is the last good guide.</p></div>"
    )


def _key(portrait: Portrait) -> str:
    """What the colours and signs mean, in words of a therapist."""
    keys = [
        ("said", "where somebody speaks"),
        ("voice", "how loud the voice is"),
        ("whole", "how loud everything together is: what your client hears"),
    ]
    if any(tone.what == "bell" for tone in portrait.tones):
        keys.append(("bell", "a bell"))
    if any(tone.what != "bell" for tone in portrait.tones):
        keys.append(("breath", "a breathing tone"))
    if portrait.near:
        keys.append(("near", "a loud instant, close to the limit and kept below it: nothing to do"))
    return "".join(f'<span><i class="key {name}" aria-hidden="true"></i> {words}</span> ' for name, words in keys)


def _list(name: str, stretches: Sequence[Stretch]) -> str:
    if not stretches:
        return ""
    told = "".join(
        f'<li>{named(each.name)} <span class="time">{clock(each.start)} – {clock(each.end)}</span></li>'
        for each in stretches
    )
    return f"<div><h4>{name}</h4><ol>{told}</ol></div>"


def _near(portrait: Portrait) -> str:
    if not portrait.near:
        return ""
    told = [f"{clock(moment.seconds)} ({escaped(moment.what)})" for moment in portrait.near[:MOST_NEAR]]
    more = len(portrait.near) - len(told)
    places = ", ".join(told) + (f" and {more} more" if more else "")
    limit = number(TRUE_PEAK_LIMIT, 0)
    return f"<div><h4>Close to the limit of {limit} dBTP</h4><p>{places}</p></div>"


def _table(entry: ReportEntry) -> str:
    figures = [
        ("Length", clock(entry.seconds)),
        ("Planned length", clock(entry.planned_seconds)),
        ("Voice", _level(entry.voice_lufs, "LUFS")),
        ("Everything together", _level(entry.master_lufs, "LUFS")),
        ("Music below the voice", _level(entry.bed_under_voice_lu, "LU")),
        ("Highest peak", _level(entry.true_peak_dbtp, "dBTP")),
        ("Silence and music", f"{number(entry.silence_share * 100, 0)} %"),
        ("Words", str(entry.words)),
        ("Words a minute", number(entry.words_per_minute, 0) if entry.words else "–"),
        ("Spoken by", f"{named(entry.voice)} ({named(entry.engine)})"),
    ]
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{value}</td></tr>' for name, value in figures)
    return f"<table><caption>Figures</caption><tbody>{rows}</tbody></table>"


def _level(value: float | None, unit: str) -> str:
    return "–" if value is None else f"{number(value)} {unit}"
