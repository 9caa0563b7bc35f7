"""Pictures: PNG of plain SVG, with a font of our own, so that Chinese is read on a machine without fonts.

The font has no bold and no slanted letters, and what it lacks vanishes without a word: `drawable` is what of a text can
be drawn, `width` how wide that is.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

FONT = Path(__file__).resolve().parent / "fonts" / "NotoSansSC.otf"
FAMILY = "Noto Sans CJK SC"
# Twice as many pixels keep it sharp on a phone.
ZOOM = 2
# For a character that the font lacks.
STAND_IN = "□"
# What is not seen: control characters, marks of direction and of joining, halves of a pair.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_VARIANTS = range(0xFE00, 0xFE10)


def png(svg: str) -> bytes:
    """The picture. Raises ValueError for what is no SVG, and OSError where the font cannot be read."""
    # A library of its own that few need: who draws nothing does not load it.
    import resvg_py

    # Where it cannot read the font, it leaves the words out without a word.
    FONT.open("rb").close()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=ZOOM,
            skip_system_fonts=True,
            font_files=[str(FONT)],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
        )
    )


def width(text: str, size: float) -> float:
    """How wide a text is that is `drawable`, in the unit of `size`."""
    widths = _widths()
    return sum(widths.get(ord(one), 1.0) for one in text) * size


def drawable(text: str) -> str:
    """The text in one line of which every character is drawn, with a stand-in for those that the font lacks.

    What nobody sees is left out.
    """
    return " ".join("".join(map(_drawn, unicodedata.normalize("NFC", text))).split())


def _drawn(character: str) -> str:
    if character.isspace():
        return " "
    if ord(character) in _widths():
        return character
    if unicodedata.category(character) in _UNSEEN or ord(character) in _VARIANTS:
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if all(ord(one) in _widths() for one in plain) else STAND_IN


@lru_cache(maxsize=1)
def _widths() -> Mapping[int, float]:
    """By character of the font how wide it is, where the size is 1."""
    with FONT.open("rb") as font:
        tables = _tables(font)
        units: int = struct.unpack_from(">H", _read(font, tables["head"]), 18)[0]
        number: int = struct.unpack_from(">H", _read(font, tables["hhea"]), 34)[0]
        advances = struct.unpack_from(f">{2 * number}H", _read(font, tables["hmtx"]))[::2]
        glyphs = _glyphs(_read(font, tables["cmap"]))
        # From the last one on all are as wide as that.
        return {code: advances[min(glyph, number - 1)] / units for code, glyph in glyphs if glyph}


def _tables(font: BinaryIO) -> Mapping[str, tuple[int, int]]:
    """Where in the file the tables of an OpenType font are, and how long."""
    number: int = struct.unpack(">4xH6x", font.read(12))[0]
    rows = (struct.unpack(">4s4xII", font.read(16)) for _ in range(number))
    return {tag.decode("latin-1"): (offset, length) for tag, offset, length in rows}


def _read(font: BinaryIO, place: tuple[int, int]) -> bytes:
    offset, length = place
    font.seek(offset)
    return font.read(length)


def _glyphs(characters: bytes) -> Iterator[tuple[int, int]]:
    """The characters and their glyphs, of the table for all of Unicode ("format 12")."""
    number: int = struct.unpack_from(">H", characters, 2)[0]
    for place in range(number):
        start: int = struct.unpack_from(">4xI", characters, 4 + 8 * place)[0]
        if struct.unpack_from(">H", characters, start)[0] == 12:
            for group in range(struct.unpack_from(">I", characters, start + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", characters, start + 16 + 12 * group)
                yield from zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
            return
