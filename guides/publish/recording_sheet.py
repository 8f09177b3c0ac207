"""The recording sheet of a guide: what to read into the microphone, to be printed or read from a screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.model.durations import show_duration
from guides.publish.markup import amount, escaped, named
from guides.units import Seconds

TIPS = (
    "A quiet room: curtains, carpets and cushions help; windows and doors shut, fridge and fan off.",
    "A hand’s breadth from the microphone, a little to its side, and the same distance throughout.",
    "The phone lies on something soft and is not touched; calls and messages are off.",
    "A second of silence before the first word and after the last.",
    "Say it as to one person who is there. Slower than feels right is right.",
    "All in one long recording? After a slip, rest and say the whole paragraph again: the last one counts.",
)
"""How to record, in the order in which it is done."""

STYLE = """
:root{color-scheme:light;--ink:#2b2a28;--soft:#5d5850;--rule:#ddd6cb;--page:#fbf9f5}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:20px/1.6 Georgia,"Noto Serif",serif;overflow-wrap:anywhere}
main{max-width:760px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .2em}
h2{font:600 1.05rem/1.4 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:0;color:var(--soft)}
.soft,.tips{font:1rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--soft)}
.tips{border:1px solid var(--rule);border-radius:12px;padding:14px 18px 14px 38px;margin:18px 0 30px}
section{border-top:1px solid var(--rule);padding:26px 0 18px}
.words{font-size:1.65rem;line-height:1.75;margin:.5em 0 0}
.pause{display:inline-block;font:1rem/1.4 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:var(--soft);
border:1px solid var(--rule);border-radius:999px;padding:2px 12px;vertical-align:middle;white-space:nowrap}
@media (max-width:480px){.words{font-size:1.4rem}}
@media print{
:root{--page:#fff}
body{font-size:12pt}
main{max-width:none;padding:0}
section{break-inside:avoid}
.words{font-size:19pt}
}
"""


@dataclass(frozen=True, slots=True)
class SheetTake:
    """One paragraph to be read."""

    label: str
    words: tuple[str | Seconds, ...]
    """Its sentences, and the rests between them that the text asks for."""
    seconds: Seconds
    """How long it will probably be."""


def recording_sheet(title: str, folder: str, language: str, takes: Sequence[SheetTake]) -> str:
    """The sheet as a page that needs nothing else.

    Args:
        title: the guide's.
        folder: where its recordings go, as its reader would name it.
        language: of its words, such as `en-us`.
        takes: the paragraphs, in order.

    Returns:
        HTML that is well-formed XML too; equal arguments give equal text.
    """
    whole = show_duration(sum(take.seconds for take in takes))
    tips = "".join(f"<li>{escaped(tip)}</li>" for tip in TIPS)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
        f"<title>To be recorded: {escaped(title)}</title><style>{STYLE}</style></head>\n<body><main><header>"
        f"<h1>{named(title)}</h1>"
        f'<p class="soft">{amount(len(takes), "recording", "recordings")}, about {whole} in all. '
        f"Save each in {named(folder)}, called by its name here, with whatever ending it has.</p>"
        f'<ul class="tips">{tips}</ul></header>\n'
        f"{''.join(_section(take, language) for take in takes)}</main></body></html>\n"
    )


def _section(take: SheetTake, language: str) -> str:
    words = " ".join(
        escaped(part) if isinstance(part, str) else f'<span class="pause">rest, {show_duration(part)}</span>'
        for part in take.words
    )
    return (
        f"<section><h2>{named(take.label)} · about {show_duration(take.seconds)}</h2>"
        f'<p class="words" lang="{escaped(language)}">{words}</p></section>\n'
    )
