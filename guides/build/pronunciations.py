"""Pronunciations that cannot do what their writer meant: loops, and words that nothing says."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from guides.build.texts import Read
from guides.build.workshop import Workshop
from guides.errors import Place, Problem
from guides.model.saying import folded, parse_said
from guides.narration.pronunciation import covers, occurring
from guides.store.settings import place_of_setting

Where = Callable[[str], Place]

_ONCE = "Each is used once, on what the script says, and never on what another says."


def pronunciation_warnings(workshop: Workshop, scripts: Sequence[Read]) -> tuple[Problem, ...]:
    """What is doubtful in the scripts' `pronounce` and in `[pronounce]` of `guides.toml`.

    A word of `guides.toml` that nothing says is told only when every script is checked.
    """
    found = [problem for read in scripts for problem in _in_front_matter(read)]
    practice = workshop.settings.pronounce

    def where(word: str) -> Place:
        return place_of_setting(workshop.folder.root, "pronounce", word)

    found += [*_loops(practice, where), *_alike(practice, where)]
    if scripts and not workshop.request.names:
        texts = [text for read in scripts for text in _texts(read)]
        found += _unsaid(practice, texts, where, "No script says")
    return tuple(found)


def _in_front_matter(read: Read) -> list[Problem]:
    if read.script is None:
        return []
    front = read.script.front
    entries = dict(front.pronounce)
    places = dict(zip(entries, front.pronounce_places, strict=True))
    doubts = [*_loops(entries, places.__getitem__), *_alike(entries, places.__getitem__)]
    return [*doubts, *_unsaid(entries, _texts(read), places.__getitem__, "This script does not say")]


def _texts(read: Read) -> list[str]:
    """What a script says; all that stands in it where it could not be understood."""
    return [sentence.words({}) for sentence in read.script.sentences] if read.script else [read.text]


def _unsaid(entries: Mapping[str, str], texts: Iterable[str], where: Where, told: str) -> list[Problem]:
    whole = "\n".join(texts)
    said = {word for word, _ in occurring(whole, tuple(entries.items()))}
    return [
        Problem(
            f"{told} “{folded(word)}”, so this pronunciation does nothing.",
            where(word),
            "Write the word as the scripts write it, whole and with the same capitals, or take the line out; "
            "keep it if it is for a word in a client's own values.",
            "warning",
        )
        for word in entries
        if word not in said
    ]


def _loops(entries: Mapping[str, str], where: Where) -> list[Problem]:
    """One warning for each loop, where it is first met."""
    leads = {word: _named_in(said, entries) for word, said in entries.items()}
    found, told = [], set[str]()
    for word in entries:
        loop = _way_back(word, leads)
        if not loop or told.intersection(loop):
            continue
        told.update(loop)
        if len(loop) == 1:
            message = f"The pronunciation of {folded(word)} says {folded(word)} again."
        else:
            message = f"These pronunciations lead back to each other: {', '.join(map(folded, loop))}."
        found.append(Problem(message, where(word), f"{_ONCE} Write the word as it sounds.", "warning"))
    return found


def _named_in(said: str, entries: Mapping[str, str]) -> list[str]:
    respelling = parse_said(said).respelling or ""
    return [word for word, _ in occurring(respelling, tuple(entries.items()))]


def _way_back(start: str, leads: Mapping[str, Sequence[str]]) -> list[str]:
    """The shortest way from a word through what its pronunciation says back to itself; empty without one."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop(0)
        for following in leads[way[-1]]:
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []


def _alike(entries: Mapping[str, str], where: Where) -> list[Problem]:
    """Words that differ only in their capitals, or only in signs that look alike, and are said differently."""
    found = []
    words = list(entries)
    for index, word in enumerate(words):
        earlier = next((other for other in words[:index] if folded(other) == folded(word)), None)
        if earlier is not None:
            message = f"{folded(word)} stands here twice; the first line is used."
            found.append(Problem(message, where(word), "Keep one of the two lines.", "warning"))
            continue
        other = next((other for other in words[:index] if covers(other, word) or covers(word, other)), None)
        if other is not None and entries[other] != entries[word]:
            small, capital = sorted((folded(word), folded(other)), key=str.islower, reverse=True)
            message = f"{small} and {capital} are said differently, also at the start of a sentence."
            hint = f"{small} alone would stand for both; keep two lines only if {capital} is another word."
            found.append(Problem(message, where(word), hint, "warning"))
    return found
