"""The page with all its sound as one file that opens itself: nothing can be read before the words are right.

The sound is cut into chunks, each sealed by AES-256-GCM with its number and their count, so that none can be changed,
left out, or moved. The key of the chunks is drawn by chance, and sealed by one that PBKDF2-SHA256 makes from the
passphrase (NIST SP 800-38D, SP 800-132).
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from guides.model.settings import SEAL_ROUNDS
from guides.publish.page.contents import contents
from guides.publish.page.listing import footer
from guides.publish.page.programme import Page
from guides.publish.sealed.extra import needing
from guides.publish.sealed.passphrase import plain
from guides.store.files import translated

CHUNK = 1 << 16
"""Bytes of what is sealed at a time: what fits the processor's own memory is sealed fastest."""
TYPES = {".mp3": "audio/mpeg", ".m4b": "audio/mp4", ".opus": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav"}
_OPEN, _CLOSE = b'<script type="text/plain" class="part">', b"</script>\n"


def write_sealed_page(target: Path, page: Page, sound: Mapping[str, Path], passphrase: str) -> None:
    """Write the page into one file that asks for the passphrase.

    Args:
        target: a new file.
        page: what is on it.
        sound: where each of its files of sound is, by its path on the page.
        passphrase: what opens it; capitals, and what stands between its words, make no difference.

    Raises:
        SealError: what it takes is not installed.
        StoreError: a file cannot be read or written.
    """
    with needing():
        import pybase64
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key, salt = secrets.token_bytes(32), secrets.token_bytes(16)
    listed = [(medium.path, sound[medium.path]) for medium in page.media]
    index = _index(page, listed)
    total = -(-(len(index) + sum(path.stat().st_size for _, path in listed)) // CHUNK)
    seal = _Seal(salt, total)
    before, after = _shell()
    with ThreadPoolExecutor(1) as aside, translated(target, "write this sealed page"), target.open("wb") as out:
        # Both let go of the interpreter: the passphrase is stretched while the sound is sealed.
        wrapping = aside.submit(_stretched, passphrase, salt)
        out.write(before)
        cipher = AESGCM(key)
        for number, chunk in enumerate(_chunks(index, [path for _, path in listed])):
            sealed = cipher.encrypt(seal.nonce(number), chunk, seal.bound(number))
            out.write(b"".join((_OPEN, pybase64.b64encode(sealed), _CLOSE)))
        iv = secrets.token_bytes(12)
        wrapped = AESGCM(wrapping.result()).encrypt(iv, key, seal.head)
        out.write(_lock(seal, iv, wrapped))
        out.write(after)


@dataclass(frozen=True, slots=True)
class _Seal:
    """What binds every chunk to its place."""

    salt: bytes
    total: int

    @property
    def head(self) -> bytes:
        return f"guides 1|{SEAL_ROUNDS}|{_letters(self.salt)}|{self.total}".encode()

    def bound(self, number: int) -> bytes:
        return self.head + f"|{number}".encode()

    def nonce(self, number: int) -> bytes:
        # The key is this parcel's alone and a number comes once: no two chunks share a nonce.
        return number.to_bytes(12, "big")


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    return PBKDF2HMAC(SHA256(), 32, salt, SEAL_ROUNDS).derive(plain(passphrase).encode())


def _letters(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _lock(seal: _Seal, iv: bytes, wrapped: bytes) -> bytes:
    """The sealed key, with a checksum that tells damage from wrong words."""
    told = f"{seal.head.decode()}|{_letters(iv)}|{_letters(wrapped)}"
    check = hashlib.sha256(told.encode()).hexdigest()
    return f'<script type="text/plain" id="lock">{told}|{check}</script>\n'.encode()


def _index(page: Page, listed: list[tuple[str, Path]]) -> bytes:
    """All but the sound, and how long each piece of sound is, behind its own length in four bytes."""
    assets = files("guides.publish.page") / "assets"
    told = {
        "page": {"version": "sealed", **contents(page)},
        "title": page.program,
        "footer": footer(page),
        "css": (assets / "page.css").read_text("utf-8"),
        "js": (assets / "page.js").read_text("utf-8"),
        "sound": [[name, path.stat().st_size, TYPES[path.suffix]] for name, path in listed],
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(errors="replace")
    return len(text).to_bytes(4, "big") + text


def _chunks(index: bytes, paths: list[Path]) -> Iterator[bytes]:
    """The index and all sound after it, in pieces of one size; the last is shorter."""
    held = b""
    for source in (None, *paths):
        with BytesIO(index) if source is None else source.open("rb", buffering=0) as file:
            while block := file.read(CHUNK - len(held)):
                held += block
                if len(held) == CHUNK:
                    yield held
                    held = b""
    if held:
        yield held


def _shell() -> tuple[bytes, bytes]:
    """What stands before and after the chunks."""
    own, theirs = files("guides.publish.sealed") / "assets", files("guides.publish.page") / "assets"
    style = (own / "sealed.css").read_text("utf-8")
    loader = (own / "sealed.js").read_text("utf-8")
    codes = [_hash(loader), _hash((theirs / "page.js").read_text("utf-8"))]
    styles = [_hash(style), _hash((theirs / "page.css").read_text("utf-8"))]
    document = (own / "sealed.html").read_text("utf-8")
    for mark, text in (
        ("{{scripts}}", " ".join(codes)),
        ("{{styles}}", " ".join(styles)),
        ("{{style}}", style),
        ("{{loader}}", loader),
    ):
        document = document.replace(mark, text)
    before, _, after = document.partition("{{parts}}")
    return before.encode(), after.encode()


def _hash(text: str) -> str:
    """How a browser is told to run this and nothing else: so a loader with one wrong letter does not run at all."""
    return f"'sha256-{_letters(hashlib.sha256(text.encode()).digest())}'"
