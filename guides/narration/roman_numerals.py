"""Roman numerals after the words that they follow."""

import re

from guides.narration.number_words import NumberWords

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_COUNTED = (
    "part|parts|chapter|session|phase|stage|step|volume|book|section|type|level|act|class|war|module|lesson|axis|"
    "unit|figure|appendix|grade|tier"
)
_AFTER = re.compile(rf"\b((?i:{_COUNTED})\s+)({_NUMERAL})\b(?!')")
_RULERS = (
    "Henry|Louis|Edward|Charles|George|William|James|Elizabeth|Mary|Richard|John|Paul|Benedict|Francis|Leo|Pius|"
    "Catherine|Frederick|Philip|Alexander|Nicholas|Napoleon|Victor|Gregory|Innocent"
)
_RULER = re.compile(
    rf"\b((?:{_RULERS})|(?:King|Queen|Pope|Tsar|Emperor)\s+[A-Z]\w+)(\s+(?:Paul\s+)?)"
    rf"((?!I\b(?!\s*(?:$|[,.;:!?)])))(?!X\b){_NUMERAL})\b(?!')"
)
"""`Mary I love` is no queen."""
_NAMED = re.compile(r"(?<=[a-z]\s)(II|III|VII|VIII|IX|XI{1,3}|XI?V|XVI{0,3}|XX)\b(?!')")
"""After any other word; `IV`, `VI` and single letters may be something else there."""


def read_roman(text: str, say: NumberWords) -> str:
    """`Part IV` → Part four, `Henry VIII` → Henry the eighth."""
    text = _RULER.sub(lambda match: f"{match[1]}{match[2]}the {say.ordinal(_value(match[3]))}", text)
    text = _AFTER.sub(lambda match: match[1] + say.cardinal(str(_value(match[2]))), text)
    return _NAMED.sub(lambda match: say.cardinal(str(_value(match[1]))), text)


def _value(numeral: str) -> int:
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if following > value else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
