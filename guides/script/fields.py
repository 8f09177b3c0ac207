"""Personal fields: `{name}`, `{name|friend}`, `{, name}`, `{name, }`."""

import re
from collections.abc import Iterable, Mapping

from guides.errors import Place, Problem
from guides.model.field_names import is_field_name
from guides.model.script import Field, Sentence
from guides.script.nearest import shown
from guides.script.values import UnfitError

_FIELD = re.compile(r"(,?) ?([^\s,|]+) ?(,?) ?(?:\| ?([^|]*?) ?(,?))?")
_LONGEST = 200
"""Characters of a field; more is a brace that was forgotten."""
_NOT_PLAIN = re.compile(r"[\[\]<>*_`\\&]")
_COMMA = ", "
_HINT = r"Write {name}, {name|friend}, {, name} or {name, }; to speak a brace, write \{."


def read_field(inside: str, place: Place) -> Field:
    """The field that stands between braces.

    Raises:
        UnfitError: there is no field like this.
    """
    inside = " ".join(inside.split())
    if not inside:
        raise UnfitError("These braces are empty.", _HINT)
    found = _FIELD.fullmatch(inside) if len(inside) <= _LONGEST else None
    if found is None or not is_field_name(found[2]):
        words = inside.split("|")[0].strip(" ,").split()
        if len(words) > 1:
            raise UnfitError(f"A field's name is one word, not {shown(inside)}.", f"Write {{{'-'.join(words)[:40]}}}.")
        raise UnfitError(f"This is not a field: {{{shown(inside)}}}.", _HINT)
    before, name, comma, fallback, late_comma = found.groups()
    if fallback is not None and _NOT_PLAIN.search(fallback):
        raise UnfitError("What is said without a value is plain words, or nothing.", f"Write {{{name}|friend}}.")
    return Field(
        name=name,
        fallback=None if fallback is None else fallback.strip(),
        before=_COMMA if before else "",
        after=_COMMA if comma or late_comma else "",
        place=place,
    )


def missing_values(sentences: Iterable[Sentence], values: Mapping[str, str]) -> tuple[Problem, ...]:
    """The fields that have neither a value nor another way to be left out."""
    return tuple(
        Problem(
            f"There is no value for {field.name}.",
            field.place,
            f"Write {{{field.name}|friend}} or {{, {field.name}}}, so that the sentence is whole without one.",
        )
        for sentence in sentences
        for field in sentence.fields
        if not field.optional and not values.get(field.name, "").strip()
    )
