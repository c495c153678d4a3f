"""The typefaces of a PDF: what each code is read as, and how wide it is."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdf.operators import NotPlain, Operand, codes, shifted

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end", re.DOTALL)
# Of a thousandth of the height of a typeface.
_USUAL, _NEAR, _NARROWEST = 1000.0, 1.5, 100.0


class Letters(dict[int, str]):
    """What each code of a typeface is read as; a code that it does not tell is read as U+FFFD."""

    def __missing__(self, code: int) -> str:
        return "\ufffd"


class Widths(dict[str, float]):
    """How far each code, as a character, moves on, in thousandths of the size."""

    def __missing__(self, code: str) -> float:
        return _USUAL


@dataclass(frozen=True)
class Typeface:
    """What the codes of a typeface are read as, and how wide they are."""

    letters: Letters = field(default_factory=Letters)
    widths: Widths = field(default_factory=Widths)
    _known: dict[Operand, tuple[str, float]] = field(default_factory=dict)
    _plain: set[tuple[str, str]] = field(default_factory=set)

    def read(self, shown: Operand) -> tuple[str, float]:
        """A painted text, and how long it is in thousandths of its size. Raises NotPlain."""
        if shown not in self._known:
            glyphs, shifts = codes(shown)
            pairs = shifted(shown) - self._plain
            if any(map(self._parts, pairs)):
                raise NotPlain("a digit that is shifted against what stands beside it")
            self._plain.update(pairs)
            numbers = glyphs.decode("utf-16-be", "replace")
            length = sum(map(self.widths.__getitem__, numbers)) - shifts
            self._known[shown] = numbers.translate(self.letters), length
        return self._known[shown]

    def _parts(self, beside: tuple[str, str]) -> bool:
        """Whether a shift between two codes, or behind one, could part or join numerals."""
        letters = "".join(self.letters[int(code, 16)] for code in beside if code)
        return not letters.strip() or any(map(str.isdigit, letters))


class Fonts:
    """The typefaces of a document, each read once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], Typeface] = {}
        self._by_shapes: dict[bytes, dict[int, str]] = {}

    def named(self, resources: Any, name: Any, oddities: list[str]) -> Typeface:
        """A typeface of a page; what is not plain about it is an oddity."""
        font = resources.Font[str(name)]
        if not font.is_indirect or font.objgen not in self._known:
            found = self._read(font, oddities)
            if not font.is_indirect:
                return found
            self._known[font.objgen] = found
        return self._known[font.objgen]

    def _read(self, font: Any, oddities: list[str]) -> Typeface:
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else pikepdf.Dictionary()
        plain = (
            font.is_indirect
            and (font.get("/Subtype"), font.get("/Encoding")) == ("/Type0", "/Identity-H")
            and inner.get("/CIDToGIDMap") == "/Identity"
            and "/ToUnicode" in font
        )
        if not plain:
            oddities.append("there is a typeface that does not say plainly what it shows")
            return Typeface()
        found = _to_unicode(font)
        described: Any = inner.FontDescriptor
        shapes: Any = described.get("/FontFile2", described.get("/FontFile3"))
        file = shapes.read_bytes()
        known = self._by_shapes.setdefault(sha256(file).digest(), {})
        if any(known.setdefault(code, text) != text for code, text in found.items()):
            oddities.append("one letter of a typeface is read in two ways")
        widths = Widths({chr(code): width for code, width in _widths(inner.get("/W", []))})
        if not _fits(widths, found, _advances(file)):
            oddities.append("a typeface says that its letters are wider or narrower than they are")
        return Typeface(found, widths)


def _widths(listed: Any) -> Iterator[tuple[int, float]]:
    """Code and width, of a list of: first code and widths; or first code, last code and width."""
    entries = list(listed)
    while entries:
        first, second = int(entries.pop(0)), entries.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from enumerate(map(float, second), first)
        else:
            width = float(entries.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))


def _fits(widths: Widths, letters: Letters, advances: list[float]) -> bool:
    """Whether widths are those of the shapes, and no letter or digit is painted over the next."""
    return all(
        code < len(advances)
        and abs(widths[chr(code)] - advances[code]) < _NEAR
        and (widths[chr(code)] > _NARROWEST or not text.isalnum())
        for code, text in letters.items()
    )


def _advances(shapes: bytes) -> list[float]:
    """How far each letter moves on, as the file with the shapes says; nothing when it does not."""
    try:
        return _told(shapes)
    except (struct.error, KeyError):
        return []


def _told(shapes: bytes) -> list[float]:
    """The same, of the tables of an OpenType file."""
    (count,) = struct.unpack_from(">H", shapes, 4)
    tables = {}
    for number in range(count):
        name, _, start, length = struct.unpack_from(">4sLLL", shapes, 12 + 16 * number)
        tables[name] = shapes[start : start + length]
    (units,) = struct.unpack_from(">H", tables[b"head"], 18)
    (given,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    (all_of_them,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    found: list[float] = [
        _USUAL * struct.unpack_from(">H", tables[b"hmtx"], 4 * number)[0] / units
        for number in range(given)
    ]
    return [*found, *found[-1:] * (all_of_them - given)]


def _to_unicode(font: Any) -> Letters:
    """Code to text. A font without a map says nothing that can be read."""
    found = Letters()
    text = font.ToUnicode.read_bytes().decode("latin-1")
    for sort, block in _BLOCK.findall(text):
        _READERS[sort](block, found)
    return found


def _chars(block: str, found: dict[int, str]) -> None:
    for code, target in _PAIR.findall(block):
        found[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be", "replace")


def _ranges(block: str, found: dict[int, str]) -> None:
    for first, last, target in _RANGE.findall(block):
        start = int(target, 16)
        for offset in range(int(last, 16) - int(first, 16) + 1):
            found[int(first, 16) + offset] = chr(start + offset)


_READERS: Mapping[str, Callable[[str, dict[int, str]], None]] = {
    "bfchar": _chars,
    "bfrange": _ranges,
}
