"""What of clients stands between bytes that are no text: in sound, in pictures, where no reader of tags looks."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from guides.clients.personal_words import Needle, PersonalWords
from guides.store.byte_words import LEAST, ByteWords

_PLAIN = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){7,}")
_WIDE = (("utf-16-le", re.compile(rb"(?:[\x20-\xff]\x00){7,}")), ("utf-16-be", re.compile(rb"(?:\x00[\x20-\xff]){7,}")))
_LATIN = re.compile(rb"[\x20-\x7e\xa0-\xff]{7,}")


def is_long(needle: Needle) -> bool:
    """Whether it is looked for between other bytes: shorter ones are there by chance."""
    return len(needle.text.encode()) >= LEAST


def found_in_bytes(file: Path, words: PersonalWords) -> frozenset[Needle]:
    """What of the clients stands anywhere in a file, if it is long enough not to be there by chance.

    Raises:
        StoreError: the file cannot be read.
    """
    return frozenset(
        needle
        for around in _byte_words(words).around(file)
        for text in _runs(around)
        for needle in words.found_in(text)
        if is_long(needle)
    )


def _runs(raw: bytes) -> Iterator[str]:
    """Signs in a row between other bytes, as texts."""
    yield from (run.decode(errors="ignore") for run in _PLAIN.findall(raw))
    for encoding, runs in _WIDE:
        yield from (run.decode(encoding) for run in runs.findall(raw))
    yield from (run.decode("latin-1") for run in _LATIN.findall(raw))


@lru_cache(maxsize=1)
def _byte_words(words: PersonalWords) -> ByteWords:
    """Made once for the parcels of one run."""
    return ByteWords(form for needle in words.needles for form in _forms_in_bytes(needle))


def _forms_in_bytes(needle: Needle) -> Iterator[bytes]:
    """What of a needle can be looked for between other bytes: its longest word, else all of it."""
    if not is_long(needle):
        return
    for text in (needle.text, " ".join(needle.words)):
        longest = max(text.split(), key=len)
        chosen = replace(needle, text=longest if len(longest.encode()) >= LEAST else text)
        yield from (form for form in forms_of(chosen) if len(form) >= LEAST)


def forms_of(needle: Needle) -> frozenset[bytes]:
    """A needle as bytes may have it: in capitals or not, accents in one sign or two, encoded as tags are."""
    written = {needle.text, unicodedata.normalize("NFC", needle.text), unicodedata.normalize("NFD", needle.text)}
    forms = {form for text in written for form in (text, text.upper(), text.lower(), text.title())}
    return frozenset(form.encode(encoding) for form in forms for encoding in _encodings(form))


def _encodings(form: str) -> tuple[str, ...]:
    return ("utf-8", "utf-16-le", "utf-16-be", *(("latin-1",) if all(sign <= "\xff" for sign in form) else ()))
