"""Words of one spelling and two sounds, told apart by their neighbours.

eSpeak knows some of these contexts, but not the ones a guide is full of: without these
rules "Close your eyes" is read like "a close friend".
"""

import re

_OBJECT = r"(?:your|the|my|our|their|his|her|its|it|them|him|this|these|those|any|all|whatever|what|both|yourself)"

RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), said)
    for pattern, said in (
        (rf"\bclose(?= {_OBJECT}\b)(?! that\b)", "cloze"),
        (r"(?<=\beyes )close\b", "cloze"),
        (r"(?<=\beyelids )close\b", "cloze"),
        (r"(?<=\b(?:gently|softly|slowly) )close\b|(?<=\bthem )close\b(?! (?:to|by|at)\b)", "cloze"),
        (r"\bclose(?= (?:gently|softly|slowly|with a (?:bell|breath)|down|now)\b)", "cloze"),
        (
            r"(?<!\ba )\blive(?= (?:in|with|inside|within|here|there|by|through|at|on|as|your|out|together)\b)",
            "liv",
        ),
        (r"(?<=\b(?:it|we|he) )live\b|(?<=\bpart )live\b|(?<=\bshe )live\b", "liv"),
        (rf"(?<!\bof )(?<!\bthe )(?<!\bno )\buse(?= (?:{_OBJECT}|a|an|that)\b)", "yooze"),
        (r"\bbow(?= (?:your|my|our|their|down|to|before|inward|in)\b)", "bough"),
        (r"(?<=\b(?:feel|feel|rest|sits) )content\b|(?<=\bfeeling )content\b|(?<=\b(?:be|is) )content\b", "contented"),
        (r"(?<!\bthe )(?<!\bthis )(?<!\bits )(?<!\bany )\bcontent(?= (?:to|just|simply)\b)", "contented"),
        (r"\btear(?= (?:it|them|you|me|apart|at|down|open|away)\b)", "tare"),
        (r"\blead(?= weights?\b)|(?<=\bheavy as )lead\b|(?<=\blike )lead\b", "led"),
        (r"\bwind(?= (?:down|back)\b)", "wined"),
        (r"\bwound(?= (?:up|around|tight|tightly)\b)", "wowned"),
        (rf"\bexcuse(?= {_OBJECT}\b)", "excuze"),
        (r"\bpermit(?= (?:yourself|your|it|them|me|the)\b)", "permitt"),
        (rf"(?<!\bthe )(?<!\ba )\bconsole(?= {_OBJECT}\b)", "consoal"),
        (r"(?<=\b(?:it|he) )separate(?= (?:from|a|just|out|enough)\b)", "sepperate"),
        (r"(?<=\bthem )separate\b|(?<=\bpart )separate(?= (?:from|a|just)\b)", "sepperate"),
    )
)
"""A pattern for the word where it is misread, and a spelling that engines read rightly."""


def told_apart(text: str) -> str:
    """The text with the misread one of each pair respelled; a capital is kept."""
    for pattern, said in RULES:
        text = pattern.sub(lambda match, said=said: _cased(match[0], said), text)  # type: ignore[misc]
    return text


def _cased(written: str, said: str) -> str:
    return said.capitalize() if written[0].isupper() else said
