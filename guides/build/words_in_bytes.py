"""What of clients stands between bytes that are no text: in sound, in pictures, where no reader of tags looks."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import BinaryIO

from guides.clients.personal_words import Needle, PersonalWords
from guides.store.byte_words import LEAST, ByteWords
from guides.store.decoding import runs_in


def is_long(needle: Needle) -> bool:
    """Whether it is looked for between other bytes: shorter ones are there by chance."""
    return len(needle.text.encode()) >= LEAST


def found_in_bytes(file: BinaryIO, words: PersonalWords) -> frozenset[Needle]:
    """What of the clients stands anywhere in an open file, if it is long enough not to be there by chance.

    Raises:
        OSError: the file cannot be read.
    """
    return frozenset(
        needle
        for around in _byte_words(words).around(file)
        for text in runs_in(around, LEAST, any_sign=True)
        for needle in words.found_in(text)
        if is_long(needle)
    )


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
