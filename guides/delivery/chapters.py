"""Chapters as ffmpeg reads them, for formats whose chapters only it can write."""

import re

from guides.delivery.labels import cleaned, spans
from guides.model.guide import Labels

_SPECIAL = re.compile(r"([=;#\\\n])")


def ffmetadata(labels: Labels) -> str:
    """The text of an `;FFMETADATA1` file with the guide's chapters.

    Written to a file, it is a second input to ffmpeg (`formats.Encoding.arguments`);
    M4B then has both a Nero list and a QuickTime track. All other tags are put
    in afterwards, by `tagging.tag`, which keeps the chapters.
    """
    parts = [";FFMETADATA1\n"]
    for start, end, title in spans(cleaned(labels)):
        parts.append(f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={_escaped(title)}\n")
    return "".join(parts)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
