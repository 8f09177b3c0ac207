"""`report.html`: what was measured, and a picture of it, in one page that needs nothing else."""

from collections.abc import Mapping
from itertools import groupby
from urllib.parse import quote

from guides.model.guide import ReportEntry
from guides.model.portrait import Portrait
from guides.publish.markup import amount, clock, escaped, named
from guides.publish.report_guide import anchor, section, title_of
from guides.publish.report_style import STYLE

Portraits = Mapping[str, Portrait | None]
"""What is drawn of each guide, by id; None where nothing is kept."""


def report_page(program: str, entries: Mapping[str, ReportEntry], portraits: Portraits) -> str:
    """The page: a summary, then every guide by collection, in order of their ids.

    Args:
        program: the programme's name.
        entries: what was measured on each guide, by id.
        portraits: what is drawn of each; a guide without a portrait is told in figures alone.

    Returns:
        HTML that is well-formed XML too; equal arguments give equal text.
    """
    groups = groupby(sorted(entries), key=_collection)
    guides = "".join(_group(name, list(ids), entries, portraits) for name, ids in groups)
    title = f"{escaped(program)}: how the guides came out"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        # A browser itself sees to it that this page asks for nothing.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>"
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main><header>"
        f"<h1>{named(program)}: how the guides came out</h1>"
        f"{_summary(entries)}{_contents(entries, portraits)}</header>\n{guides}</main></body></html>\n"
    )


def _collection(id: str) -> str:
    return id.partition("/")[0]


def _summary(entries: Mapping[str, ReportEntry]) -> str:
    if not entries:
        return "<p>There is no guide yet.</p>"
    minutes = round(sum(entry.seconds for entry in entries.values()) / 60)
    length = amount(minutes, "minute", "minutes") if minutes else "less than a minute"
    troubled = sum(1 for entry in entries.values() if entry.problems)
    if troubled:
        ends = f'<strong class="mark">{amount(troubled, "guide needs", "guides need")} your attention</strong>'
    else:
        ends = "none has a problem"
    return f'<p class="lead">{amount(len(entries), "guide", "guides")}, {length} in all; {ends}.</p>'


def _contents(entries: Mapping[str, ReportEntry], portraits: Portraits) -> str:
    if len(entries) < 2:
        return ""
    links = "".join(
        f'<li><a href="#{escaped(quote(anchor(id)))}">{named(title_of(id, portraits.get(id)))}</a>'
        f' <span class="time">{clock(entries[id].seconds)}</span>'
        + (' <strong class="mark">needs your attention</strong>' if entries[id].problems else "")
        + "</li>"
        for id in sorted(entries)
    )
    return f'<nav aria-label="Guides"><ul>{links}</ul></nav>'


def _group(name: str, ids: list[str], entries: Mapping[str, ReportEntry], portraits: Portraits) -> str:
    guides = "".join(section(id, entries[id], portraits.get(id)) for id in ids)
    shown = name[:1].upper() + name[1:]
    return f"<section><h2>{named(shown)}</h2>\n{guides}</section>\n"
