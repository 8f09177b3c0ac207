"""The cover: a low sun and slow rings in the collection's colours, with the title below."""

import colorsys
import hashlib
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from guides.delivery.cover_text import Block, fitted
from guides.model.wording import one_line

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

Colour = tuple[int, int, int]
Floats = NDArray[np.float32]

_PALETTES: dict[str, tuple[Colour, Colour, Colour]] = {
    "preparation": ((38, 70, 83), (92, 124, 122), (244, 214, 160)),
    "journey": ((24, 22, 54), (74, 58, 112), (212, 178, 222)),
    "integration": ((34, 62, 52), (98, 122, 84), (240, 222, 164)),
    "support": ((46, 52, 84), (118, 98, 120), (246, 206, 188)),
}
"""Above, below, and light, by collection."""

_INK = (250, 247, 240)
_MARGIN = 0.1
"""Of the picture's width; nothing is written outside it."""
_SUN = (0.5, 0.345)
"""Where the light is, as shares of width and height."""
_QUALITY = 88


@lru_cache(maxsize=32)
def cover(title: str, collection: str, *, size: int = 1400) -> bytes:
    """A square JPEG, the same bytes for the same words.

    Some are kept: the same guide for one client after the other has the same cover.

    Args:
        title: what a lock screen shows; never anything about a client.
        collection: its folder's name; it chooses the colours.
        size: width and height in pixels; shops and feeds ask for 1400 to 3000.
    """
    from PIL import Image, ImageDraw

    picture = Image.fromarray(_light(_palette(collection), size))
    canvas = ImageDraw.Draw(picture)
    inner = round(size * (1 - 2 * _MARGIN))
    shelf = one_line(collection.replace("-", " "))
    heading = fitted(shelf[:1].upper() + shelf[1:], inner, round(size * 0.05), largest=round(size * 0.034), lines=1)
    name = fitted(one_line(title), inner, round(size * 0.24), largest=round(size * 0.076), lines=4)
    _write(canvas, heading, size, round(size * 0.595), (*_INK, 190))
    _write(canvas, name, size, round(size * 0.66), (*_INK, 255))
    out = BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def _palette(collection: str) -> tuple[Colour, Colour, Colour]:
    """A collection's own colours; others get a quiet hue of their own from their name."""
    known = _PALETTES.get(collection.strip().lower())
    if known is not None:
        return known
    hue = hashlib.blake2b(collection.encode(errors="replace"), digest_size=2).digest()
    turn = int.from_bytes(hue) / 65536
    return _colour(turn, 0.24, 0.38), _colour(turn + 0.06, 0.42, 0.2), _colour(turn + 0.12, 0.82, 0.5)


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


@lru_cache(maxsize=1)
def _light(palette: tuple[Colour, Colour, Colour], size: int) -> NDArray[np.uint8]:
    """The picture without words, of shape (size, size, 3), never written to; the last is kept for its collection."""
    down = np.linspace(0, 1, size, dtype=np.float32)[:, None]
    falling = np.clip(1.15 * down - 0.1, 0, 1) ** 1.3
    shade = 1 - 0.38 * np.clip((down - 0.52) / 0.48, 0, 1)
    lit = _lit(down, size)
    # Noise of less than one step keeps the long gradients from showing bands.
    noise = 1.5 * (np.random.default_rng(1).random((size, size), dtype=np.float32) - np.float32(0.5))
    picture = np.empty((size, size, 3), dtype=np.uint8)
    for channel, (above, below, light) in enumerate(zip(*palette, strict=True)):
        ground = above + (below - above) * falling
        # Plane by plane and in place: three times as fast as with all colours at once.
        plane = lit * ((light - ground) * shade)
        plane += ground * shade
        plane += noise
        np.clip(plane, 0, 255, out=plane)
        picture[:, :, channel] = plane
    picture.flags.writeable = False
    return picture


def _lit(down: Floats, size: int) -> Floats:
    """How much of each pixel is light: a sun, its glow, and slow rings around it, shape (size, size)."""
    # The sun stands in the middle of the width, so that one half shows the other.
    across = np.linspace(0, 1, size, dtype=np.float32)[: -(-size // 2)]
    distance = np.hypot(across - np.float32(_SUN[0]), down - np.float32(_SUN[1]))
    glow = 0.62 * np.exp(-((distance / 0.2) ** 2)) + 0.16 * np.exp(-((distance / 0.5) ** 2))
    rings = 0.1 * np.exp(-distance * 4.2) * (1 + np.cos(distance * (2 * np.pi / 0.072)))
    disc = 0.5 - 0.5 * np.tanh((distance - 0.105) * 160)
    half = np.clip(glow + rings + 0.275 * disc, 0, 0.92)
    return np.concatenate([half, half[:, : size // 2][:, ::-1]], axis=1)


def _write(canvas: "ImageDraw", block: Block, size: int, top: int, ink: tuple[int, int, int, int]) -> None:
    """Centred lines from a height on."""
    for number, line in enumerate(block.lines):
        middle = (size / 2, top + number * block.leading)
        canvas.text(middle, line, font=block.font, fill=ink, anchor="ma")
