"""Words that are said otherwise than they are written, held back while rules change the text around them."""

import re
from dataclasses import dataclass, field

from guides.model.saying import Said

_FIRST = 0x17000
_LAST = 0x187F7
ANY_MARK = f"[{chr(_FIRST)}-{chr(_LAST)}]"
"""A held word travels through the other rules as one letter of a script that no guide is
written in (Tangut), so that they take it for a word and leave it alone."""
_SIBILANT = tuple("szʃʒ")
_VOICELESS = tuple("ptkfθ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, or the phonemes of one word."""

    text: str
    is_ipa: bool = False
    otherwise: str = ""
    """The word for an engine that does not know all of these phonemes."""


@dataclass(slots=True)
class Marks:
    """The words held back from one text."""

    ipa: bool
    """Whether the engine takes phonemes; it gets respellings where it does not."""
    held: list[Piece] = field(default_factory=list)

    def hold(self, said: Said, written: str, ending: str = "") -> str | None:
        """The mark for a word said so; None where it only has IPA, which the engine does not take.

        Args:
            said: how it is said.
            written: the word as it stands there, without its ending.
            ending: `'s`, said as the word's last sound asks for.
        """
        if self.ipa and said.ipa is not None:
            ipa = said.ipa + (_ending_after(said.ipa) if ending else "")
            self.held.append(Piece(ipa, is_ipa=True, otherwise=(said.respelling or written) + ending))
        elif said.respelling is not None:
            self.held.append(Piece(said.respelling + ending))
        else:
            return None
        return chr(_FIRST + len(self.held) - 1)

    @property
    def full(self) -> bool:
        """Whether no more words can be held."""
        return len(self.held) > _LAST - _FIRST

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """A text with its marks resolved, and words next to words joined."""
        found: list[Piece] = []
        for part in re.split(f"({ANY_MARK})", text):
            if not part:
                continue
            held = re.fullmatch(ANY_MARK, part) is not None
            piece = self.held[ord(part) - _FIRST] if held else Piece(part)
            if found and not found[-1].is_ipa and not piece.is_ipa:
                piece = Piece(found.pop().text + piece.text)
            found.append(piece)
        return tuple(found)


def without_marks(text: str) -> str:
    """A text that no mark can be mistaken in."""
    return re.sub(ANY_MARK, " ", text)


def _ending_after(ipa: str) -> str:
    last = ipa.rstrip("ːˈˌ")
    if last.endswith(_SIBILANT):
        return "ɪz"
    return "s" if last.endswith(_VOICELESS) else "z"
