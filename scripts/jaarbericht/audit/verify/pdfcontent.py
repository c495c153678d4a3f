"""What a page of a PDF paints: texts, and the paths of drawings. Not what it means (`pdffile`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdfoperators import NotPlain, codes, instructions, mark

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHOLE = "[]"
_SOFT_HYPHEN = "\u00ad"
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A text as painted at once, and where its baseline begins, in points from the lower left."""

    text: str
    at: Point


@dataclass(frozen=True)
class Stroke:
    """A path as painted: its corners, the width of its line (0: none), and whether it is filled.

    `colour` is that of the filling, `ink` that of the line: red, green and blue from 0 to 1.
    `dashes` is how the line is interrupted, as it is written.
    """

    corners: tuple[Point, ...]
    width: float
    filled: bool
    curved: bool
    colour: Colour = (0.0, 0.0, 0.0)
    ink: Colour = (0.0, 0.0, 0.0)
    dashes: str = _WHOLE


@dataclass
class Content:
    """What a marked piece of a `page` paints: texts, paths, and the corners of those.

    `spots` also holds the places at which symbols are put.
    """

    pieces: list[Piece] = field(default_factory=list)
    spots: set[Point] = field(default_factory=set)
    strokes: list[Stroke] = field(default_factory=list)
    page: int = 0

    @property
    def text(self) -> str:
        """All texts, one after the other."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class PageContent:
    """A page: content by MCID, what is painted as an artifact, and what no plain page does."""

    marked: dict[int, Content] = field(default_factory=dict)
    artifacts: Content = field(default_factory=Content)
    oddities: list[str] = field(default_factory=list)


Box = tuple[float, float, float, float]
_EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


class _Letters(dict[int, str]):
    """What each code of a typeface is read as; a code that it does not tell is read as U+FFFD."""

    def __missing__(self, code: int) -> str:
        return "\ufffd"


@dataclass
class _State:
    """The graphics state, as far as it matters. `clip` is in points of the page."""

    matrix: Matrix = _IDENTITY
    font: _Letters = field(default_factory=_Letters)
    size: float = 0.0
    colour: Colour = (0.0, 0.0, 0.0)
    ink: Colour = (0.0, 0.0, 0.0)
    dashes: str = _WHOLE
    width: float = 1.0
    clip: Box = _EVERYWHERE


class Painter:
    """Reads pages; fonts are read once for the whole document."""

    def __init__(self) -> None:
        self.fonts = Fonts()

    def page(self, page: pikepdf.Page, cover: bool) -> PageContent:
        """What a page paints; pale text is plain on a `cover` only."""
        run = _Run(self, PageContent(), cover)
        low_x, low_y, high_x, high_y = map(float, page.obj.MediaBox)
        seen = _State(clip=(low_x, low_y, high_x, high_y))
        run.read(page.obj.Contents, page.obj.get("/Resources", pikepdf.Dictionary()), seen)
        return run.found


class _Run:
    """One page, with the forms that it paints."""

    def __init__(self, painter: Painter, found: PageContent, cover: bool) -> None:
        self.painter = painter
        self.found = found
        self.cover = cover
        self.marks: list[Content | None] = []
        self.target = found.artifacts
        self.hidden: list[str | None] = []
        self.drawing = 0
        self.depth = 0
        self.written: list[tuple[float, float, float]] = []

    def read(self, content: Any, resources: Any, state: _State) -> None:
        """Run a content stream from a graphics state, as far as it is plain."""
        try:
            self._run(content.read_bytes(), resources, state)
        except NotPlain as error:
            self._odd(f"there is {error}")

    def _run(self, content: bytes, resources: Any, state: _State) -> None:
        saved: list[_State] = []
        line: Matrix = _IDENTITY
        path = _Path()
        begun = 0
        for operator, operands in instructions(content):
            if operator == "TJ" or operator == "Tj":
                self._show(operands[0], line, state)
            elif operator == "Tm":
                line = _matrix(operands)
            elif operator == "EMC":
                self._end()
            elif operator == "BDC" or operator == "BMC":
                self._begin(operands)
            elif operator == "BT":
                line, begun = _IDENTITY, len(self.target.pieces)
            elif operator == "ET":
                if self.drawing:
                    self._join(begun)
            elif operator == "Tf":
                state.font = self.painter.fonts.map(
                    resources, str(operands[0]), self.found.oddities
                )
                state.size = float(operands[1])
            elif operator in _PATHS:
                path.follow(operator, operands, state.matrix)
            elif operator == "q":
                saved.append(replace(state))
            elif operator == "Q":
                state = saved.pop() if saved else replace(state, matrix=_IDENTITY)
            elif operator in _SHAPELESS:
                continue
            elif operator == "rg":
                red, green, blue = map(float, operands)
                state.colour = (red, green, blue)
            elif operator == "RG":
                red, green, blue = map(float, operands)
                state.ink = (red, green, blue)
            elif operator == "d":
                state.dashes = str(operands[0])
            elif operator == "cm":
                state.matrix = _times(_matrix(operands), state.matrix)
                path.symbol = _rounded(state.matrix[4:])
            elif operator == "w":
                state.width = float(operands[0])
            elif operator == "gs":
                self._transparent(resources.ExtGState[str(operands[0])])
            elif operator == "Tr":
                if int(operands[0]) != 0:
                    self._odd(f"text is painted in mode {operands[0]}")
            elif operator == "Do":
                self._form(resources.XObject[str(operands[0])], resources, state)
            elif operator == "W" or operator == "W*":
                path.clips = True
            elif operator in _PAINTING:
                self._paint(operator, path, state)
                path = _Path(symbol=path.symbol)
            else:
                self._odd(f"the page uses the operator {operator}")

    def _odd(self, what: str) -> None:
        self.found.oddities.append(what)

    def _transparent(self, given: Any) -> None:
        if any(key not in ("/ca", "/CA") or float(value) != 1 for key, value in given.items()):
            self._odd("something is painted transparently or in a special way")

    def _paint(self, operator: str, path: _Path, state: _State) -> None:
        """A path is painted, or bounds what is painted after it."""
        corners = [corner for part in path.parts for corner in part]
        if path.clips and corners:
            state.clip = _within(state.clip, _bounds(corners))
        if operator == "n":
            return
        filled, scale = operator in _FILLING, abs(state.matrix[0]) or 1.0
        width = state.width * scale if operator in _STROKING else 0.0
        if self.drawing:
            if path.symbol:
                self.target.spots.add(path.symbol)
            for part in path.parts:
                self.target.spots.update(part)
                self.target.strokes.append(
                    Stroke(
                        tuple(part),
                        width,
                        filled,
                        path.curved,
                        state.colour,
                        state.ink,
                        state.dashes,
                    )
                )
        elif corners and filled:
            self._covered(_within(_bounds(corners), state.clip))

    def _covered(self, box: Box) -> None:
        left, low, right, high = box
        for x, y, length in self.written:
            middle = x + length / 2
            if left < middle < right and low < y + 2 < high:
                self._odd("something is painted over a text")
                return

    def _show(self, shown: Any, line: Matrix, state: _State) -> None:
        glyphs = codes(shown).decode("utf-16-be", "replace")
        text = glyphs.translate(state.font)
        placed = _times(line, state.matrix)
        at = (placed[4], placed[5])
        self._plain(text, placed, state)
        said = next((one for one in reversed(self.hidden) if one is not None), None)
        if said is not None:
            text = self._said(said, text)
        if not self.drawing:
            self.written.append((*at, len(glyphs) * state.size * abs(placed[0]) * 0.45))
        self.target.pieces.append(Piece(text, at))

    def _plain(self, text: str, placed: Matrix, state: _State) -> None:
        """Whether a text can be read where it is painted."""
        if not text.strip():
            return
        if "\ufffd" in text:
            self._odd("a glyph does not say which letter it is")
        if not self.marks:
            self._odd(f"‘{text}’ has no place in the structure")
        a, b, c, d, x, y = placed
        if b or c or abs(abs(a) - abs(d)) > 1e-3 or not _SMALLEST < state.size * abs(a) < _LARGEST:
            self._odd(f"‘{text}’ is turned, stretched, or too small to read")
        if light(state.colour) > _PALE and not (self.drawing or self.cover):
            self._odd(f"‘{text}’ is too pale to read")
        left, low, right, high = state.clip
        if not (left - 1 < x < right + 1 and low - 4 < y < high + 4):
            self._odd(f"‘{text}’ is painted where it cannot be seen")

    def _said(self, said: str, text: str) -> str:
        """Text with another reading: only a hyphen at a line end may be read as a soft one."""
        if said == _SOFT_HYPHEN and text.strip("\u200b") in ("-", "\u2010"):
            return said
        self._odd(f"‘{text}’ is to be read as ‘{said}’")
        return text

    def _begin(self, operands: Any) -> None:
        number, said = mark(operands[1]) if len(operands) > 1 else (None, None)
        self.hidden.append(said)
        content: Content | None = None
        if operands[0] == "/Artifact":
            content = self.found.artifacts
        elif number is not None:
            content = self.found.marked.setdefault(number, Content())
        elif said is None:
            self._odd(f"there is a mark {operands[0]} without a number")
        self.marks.append(content)
        self._aim(operands[0] == "/Figure", 1)

    def _end(self) -> None:
        if self.marks:
            self.marks.pop()
            self.hidden.pop()
        self._aim(False, -1)

    def _aim(self, figure: bool, step: int) -> None:
        self.target = next((m for m in reversed(self.marks) if m is not None), self.found.artifacts)
        if figure or self.drawing:
            self.drawing = max(0, self.drawing + step)

    def _form(self, form: Any, resources: Any, state: _State) -> None:
        if form.get("/Subtype") != "/Form" or self.depth >= _DEEPEST:
            self._odd("there is a picture that is not made of text and lines")
            return
        matrix = _times(_matrix(form.get("/Matrix", _IDENTITY)), state.matrix)
        left, low, right, high = map(float, form.BBox)
        corners = [_spot(corner, matrix) for corner in ((left, low), (right, high))]
        clip = _within(state.clip, _bounds(corners))
        self.depth += 1
        self.read(form, form.get("/Resources", resources), replace(state, matrix=matrix, clip=clip))
        self.depth -= 1

    def _join(self, before: int) -> None:
        """A text of a drawing is one piece, though it is painted letter by letter."""
        written = self.target.pieces[before:]
        if len(written) > 1 and len({piece.at[1] for piece in written}) == 1:
            text = "".join(piece.text for piece in written)
            self.target.pieces[before:] = [Piece(text, written[0].at)]


@dataclass
class _Path:
    """A path in the making; `symbol` is where the last matrix put its origin."""

    parts: list[list[Point]] = field(default_factory=list)
    clips: bool = False
    curved: bool = False
    symbol: Point | None = None

    def follow(self, operator: str, operands: Any, matrix: Matrix) -> None:
        """Add a step."""
        if operator == "m" or (operator in "lcvy" and not self.parts):
            self.parts.append([_spot(operands[-2:], matrix)])
        elif operator in "lcvy":
            self.curved = self.curved or operator != "l"
            self.parts[-1].append(_spot(operands[-2:], matrix))
        elif operator == "re":
            x, y, width, height = map(float, operands)
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            self.parts.append([_spot(corner, matrix) for corner in (*corners, corners[0])])
        elif self.parts:
            self.parts[-1].append(self.parts[-1][0])


class Fonts:
    """Code to text of each font, by its ToUnicode map."""

    def __init__(self) -> None:
        self._maps: dict[tuple[int, int], _Letters] = {}
        self._by_shapes: dict[tuple[int, int], dict[int, str]] = {}

    def map(self, resources: Any, name: str, oddities: list[str]) -> _Letters:
        """The map of a font; what is not plain about it is an oddity."""
        font = resources.Font[name]
        if not font.is_indirect or font.objgen not in self._maps:
            found = self._read(font, oddities)
            if not font.is_indirect:
                return found
            self._maps[font.objgen] = found
        return self._maps[font.objgen]

    def _read(self, font: Any, oddities: list[str]) -> _Letters:
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else pikepdf.Dictionary()
        plain = (
            font.is_indirect
            and (font.get("/Subtype"), font.get("/Encoding")) == ("/Type0", "/Identity-H")
            and inner.get("/CIDToGIDMap") == "/Identity"
            and "/ToUnicode" in font
        )
        if not plain:
            oddities.append("there is a typeface that does not say plainly what it shows")
            return _Letters()
        found = _to_unicode(font)
        described: Any = inner.FontDescriptor
        shapes: Any = described.get("/FontFile2", described.get("/FontFile3"))
        known = self._by_shapes.setdefault(shapes.objgen, {})
        if any(known.setdefault(code, text) != text for code, text in found.items()):
            oddities.append("one letter of a typeface is read in two ways")
        return found


_SMALLEST, _LARGEST, _PALE, _DEEPEST = 3.0, 80.0, 0.72, 8
# Caps and joins say nothing of shapes.
_SHAPELESS = frozenset(("J", "j", "M"))
_PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re"))
_FILLING = frozenset(("f", "f*", "B", "B*"))
_STROKING = frozenset(("S", "B", "B*"))
_PAINTING = _FILLING | _STROKING | {"n"}


def _bounds(corners: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _within(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3]),
    )  # fmt: skip


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = map(float, numbers)
    return (a, b, c, d, e, f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _spot(numbers: Any, matrix: Matrix) -> Point:
    x, y = float(numbers[0]), float(numbers[1])
    a, b, c, d, e, f = matrix
    return _rounded((x * a + y * c + e, x * b + y * d + f))


def light(colour: Colour) -> float:
    """How light a colour is, from 0 (black) to 1 (white)."""
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rounded(numbers: Any) -> Point:
    return (round(numbers[0], 2), round(numbers[1], 2))


def _to_unicode(font: Any) -> _Letters:
    """Code to text. A font without a map says nothing that can be read."""
    if "/ToUnicode" not in font:
        return _Letters()
    found = _Letters()
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
