"""The signs of print, made plain: quotes, dashes, brackets, pictures, digits of other scripts."""

import re
import unicodedata

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(*rules: tuple[str, str]) -> Rules:
    return tuple((re.compile(pattern), plain) for pattern, plain in rules)


_PLAIN = _compiled(
    (r"(\d)\s?['′]\s?(\d{1,2})\s?[\"”″]", r"\1 feet \2"),
    (r"[“”„‟«»\"″〝〞]", ""),
    ("[‹›′‚]", "'"),
    (r"(?<!\w)'n'(?!\w)", "and"),
    (r"\.{3,}|\.\s\.\s\.", "…"),
    (r"\s+[-–―−]\s+(?!\d)|\s+[-–―]\s+|\s*—\s*|\s*―\s*|\s*--+\s*", " — "),
    (r"(?<=[^\W\d_])–(?=[^\W\d_])", "-"),
    (r"\((\d{3})\)\s*(?=\d{3}-\d{4})", r"\1-"),
    (r"\s*[(\[]\s*", ", "),
    (r"\s*[)\]]\s*(?=$|[.,!?;:…)\]])", ""),
    (r"\s*[)\]]\s*", ", "),
    (r"([!?])[!?]+", r"\1"),
    (r"[<﹤＜]\s*(?=[$€£]?\d)", "less than "),
    (r"[>﹥＞]\s*(?=[$€£]?\d)", "more than "),
    (r"[≥⩾]\s*(?=\d)", "at least "),
    (r"[≤⩽]\s*(?=\d)", "at most "),
    (r"±\s*(?=\d)", "plus or minus "),
    (r"[~≈]\s?(?=\d)", "about "),
    (r"№", "No. "),
    (r"\b(?:US|AU|CA|NZ)(?=\$)", ""),
    (r"(?<=\d)\s?[º˚](?=[CF]?\b)", "°"),
    (r"[µμ]g\b", "mcg"),
    (r"§\s*(?=\d)", "section "),
)
_AFTERWARDS = _compiled(
    (r"[*_•·|<>^\\{}()\[\]±~≈≥≤§µμ]", " "),
    (r"\s+", " "),
    (r"\s+([,.!?;:…])", r"\1"),
    (r",(?:\s*,)+", ","),
    (r"[,;:]\s*([.!?…])", r"\1"),
    (r"^[\s,;:.…—-]+(?=\S)", ""),
    (r"[\s—-]+$", ""),
)
_THIN = "\u00a0\u2009\u202f"
_OPENING, _CLOSING = ("Ps",), ("Pe",)
_PICTURES = ("So", "Sk", "Co", "Cf", "Cc", "Me", "Cn", "Cs")
_KEPT = "°´`º˚№"
_JOINERS = "\ufe0e\ufe0f\u200d"


def plain_signs(text: str) -> str:
    """The text with the signs of print made plain; what numbers need of them is kept."""
    text = re.sub(rf"(?<=\d)[{_THIN}](?=\d{{3}}\b)", "", text)
    text = "".join(_plain(sign) for sign in text)
    return _through(_PLAIN, text)


def settled(text: str) -> str:
    """The words with their punctuation and spaces put right after the rules have worked on them."""
    return _through(_AFTERWARDS, text)


def _plain(sign: str) -> str:
    if sign.isascii() or sign in _KEPT:
        return sign if sign.isprintable() or sign.isspace() else " "
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in ("No", "Nl") and sign not in "²³":
        # `½` becomes `1/2`, `Ⅷ` VIII, `①` 1.
        plain = unicodedata.normalize("NFKC", sign).replace("\u2044", "/")
        return " " + (plain if plain.isascii() else f"{unicodedata.numeric(sign):g} ")
    if kind in _OPENING and sign not in "„‚〝":
        return "("
    if kind in _CLOSING and sign not in "〞":
        return ")"
    if sign in _JOINERS:
        return ""
    # Engines read the names of pictures aloud.
    return " " if kind in _PICTURES else sign


def _through(rules: Rules, text: str) -> str:
    for pattern, plain in rules:
        text = pattern.sub(plain, text)
    return text
