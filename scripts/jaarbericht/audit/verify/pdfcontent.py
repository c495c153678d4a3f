"""What a page of a PDF paints: texts, and the paths of drawings. Not what it means (`pdffile`)."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SOFT_HYPHEN = "\u00ad"
_INVISIBLE = 3
_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(r"begin(bfchar|bfrange)(.*?)end", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A text as painted at once, and where its baseline begins, in points from the lower left."""

    text: str
    at: Point


@dataclass
class Content:
    """What a marked piece of a page paints: texts, corners of paths, and its lines.

    `spots` also holds the places at which symbols are put; `lines` are open paths.
    """

    pieces: list[Piece] = field(default_factory=list)
    spots: set[Point] = field(default_factory=set)
    lines: list[tuple[Point, ...]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All texts, one after the other."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class PageContent:
    """A page: content by MCID, what is painted as an artifact, and what hides text."""

    marked: dict[int, Content] = field(default_factory=dict)
    artifacts: Content = field(default_factory=Content)
    oddities: list[str] = field(default_factory=list)


@dataclass
class _State:
    matrix: Matrix = _IDENTITY
    font: Mapping[int, str] = field(default_factory=dict)
    mode: int = 0


class Painter:
    """Reads pages; fonts are read once for the whole document."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Mapping[int, str]] = {}

    def page(self, page: pikepdf.Page) -> PageContent:
        """What a page paints."""
        run = _Run(self, PageContent())
        run.stream(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), _State())
        return run.found

    def font(self, resources: Any, name: str) -> Mapping[int, str]:
        """Code to text of a font, by its ToUnicode map."""
        font = resources.Font[name]
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _to_unicode(font)
        return self._fonts[font.objgen]


class _Run:
    """One page, with the forms that it paints."""

    def __init__(self, painter: Painter, found: PageContent) -> None:
        self.painter = painter
        self.found = found
        self.marks: list[Content | None] = []
        self.target = found.artifacts
        self.hidden: list[str | None] = []
        self.drawing = 0

    def stream(self, owner: Any, resources: Any, state: _State) -> None:
        """Run a content stream from a graphics state."""
        saved: list[_State] = []
        line: Matrix = _IDENTITY
        path: list[Point] = []
        begun = 0
        for operands, operator in _instructions(owner):
            if operator == "q":
                saved.append(_State(state.matrix, state.font, state.mode))
            elif operator == "Q":
                state = saved.pop() if saved else _State()
            elif operator == "cm":
                state.matrix = _times(_matrix(operands), state.matrix)
                if self.drawing:
                    self.target.spots.add(_rounded(state.matrix[4:]))
            elif operator == "TJ" or operator == "Tj":
                self._show(operands[0], line, state)
            elif operator == "Tm":
                line = _matrix(operands)
            elif operator == "Td" or operator == "TD":
                shift = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
                line = _times(shift, line)
            elif operator == "BT":
                line, begun = _IDENTITY, len(self.target.pieces)
            elif operator == "ET":
                if self.drawing:
                    self._join(begun)
            elif operator == "Tf":
                state.font = self.painter.font(resources, str(operands[0]))
            elif operator == "Tr":
                state.mode = int(operands[0])
            elif operator == "BDC" or operator == "BMC":
                self._begin(operands)
            elif operator == "EMC":
                self._end()
            elif operator == "Do":
                self._form(resources.XObject[str(operands[0])], resources, state)
            elif operator in ("'", '"', "T*"):
                self.found.oddities.append(f"text by the operator {operator}")
            elif self.drawing:
                path = self._path(operator, operands, state.matrix, path)

    def _path(self, operator: str, operands: Any, matrix: Matrix, path: list[Point]) -> list[Point]:
        """Follow a path: its corners are spots; what is left open when painted is a line."""
        if operator == "m":
            self._line(path)
            return [_spot(operands, matrix)]
        if operator == "l" or operator == "c" or operator == "v" or operator == "y":
            return [*path, _spot(operands[-2:], matrix)]
        if operator == "h":
            self.target.spots.update(path)
            return []
        if operator == "re":
            x, y, width, height = map(float, operands)
            corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
            self.target.spots.update(_spot(corner, matrix) for corner in corners)
            return []
        if operator in _PAINTING:
            self._line(path)
            return []
        return path

    def _line(self, path: list[Point]) -> None:
        self.target.spots.update(path)
        if len(path) > 1:
            self.target.lines.append(tuple(path))

    def _show(self, shown: Any, line: Matrix, state: _State) -> None:
        pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
        codes = b"".join([bytes(one) for one in pieces if isinstance(one, pikepdf.String)])
        glyphs = struct.unpack(f">{len(codes) // 2}H", codes[: len(codes) // 2 * 2])
        text = "".join([state.font.get(glyph, "\ufffd") for glyph in glyphs])
        if state.mode == _INVISIBLE and text.strip():
            self.found.oddities.append(f"invisible text ‘{text}’")
        said = next((one for one in reversed(self.hidden) if one is not None), None)
        if said is not None:
            text = self._said(said, text)
        at = _times(line, state.matrix)[4:]
        self.target.pieces.append(Piece(text, (at[0], at[1])))

    def _said(self, said: str, text: str) -> str:
        """Text with another reading: only a hyphen at a line end may be read as a soft one."""
        if said == _SOFT_HYPHEN and text.strip("\u200b") in ("-", "\u2010"):
            return said
        self.found.oddities.append(f"‘{text}’ is to be read as ‘{said}’")
        return text

    def _begin(self, operands: Any) -> None:
        properties: Any = operands[1] if len(operands) > 1 else None
        known = isinstance(properties, pikepdf.Dictionary)
        said = str(properties.ActualText) if known and "/ActualText" in properties else None
        self.hidden.append(said)
        content: Content | None = None
        if str(operands[0]) == "/Artifact":
            content = self.found.artifacts
        elif known and "/MCID" in properties:
            content = self.found.marked.setdefault(int(properties.MCID), Content())
        self.marks.append(content)
        self._aim(str(operands[0]) == "/Figure", 1)

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
        if form.get("/Subtype") != "/Form":
            return
        own = form.get("/Resources", resources)
        matrix = _matrix(form.get("/Matrix", _IDENTITY))
        inner = _State(_times(matrix, state.matrix), state.font, state.mode)
        self.stream(form, own, inner)

    def _join(self, before: int) -> None:
        """A text of a drawing is one piece, though it is painted letter by letter."""
        written = self.target.pieces[before:]
        if len(written) > 1 and len({piece.at[1] for piece in written}) == 1:
            text = "".join(piece.text for piece in written)
            self.target.pieces[before:] = [Piece(text, written[0].at)]


_PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
_NEEDED = (
    "q Q cm BT ET Tj TJ Tm Td TD Tf Tr BDC BMC EMC Do ' \" T* m l c v y h re S s f F f* B B* b b* n"
)


def _instructions(owner: Any) -> Any:
    return (
        (one.operands, str(one.operator)) for one in pikepdf.parse_content_stream(owner, _NEEDED)
    )


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


def _rounded(numbers: Any) -> Point:
    return (round(numbers[0], 2), round(numbers[1], 2))


def _to_unicode(font: Any) -> Mapping[int, str]:
    """Code to text. A font without a map says nothing that can be read."""
    if "/ToUnicode" not in font:
        return {}
    found: dict[int, str] = {}
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
