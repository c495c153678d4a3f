"""What a page of a PDF paints: texts, and the paths of drawings. Not what it means (`pdf.file`)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pikepdf

from jaarbericht.audit.verify.pdf.decor import Decoration
from jaarbericht.audit.verify.pdf.fonts import Fonts, Typeface
from jaarbericht.audit.verify.pdf.operators import NotPlain, instructions, mark
from jaarbericht.audit.verify.pdf.plane import (
    EVERYWHERE,
    IDENTITY,
    NOWHERE,
    Box,
    Colour,
    Matrix,
    Point,
    bounds,
    grown,
    holds,
    is_box,
    light,
    matrix_of,
    rounded,
    spot,
    times,
    within,
)
from jaarbericht.audit.verify.pdf.resources import form_oddities, resource_oddities
from jaarbericht.audit.verify.pdf.sight import Sight, hides, is_symbol

__all__ = ["Colour", "Content", "PageContent", "Painter", "Piece", "Point", "Stroke", "light"]

_WHOLE = "[]"
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Piece:
    """A text as painted at once, and where its baseline begins, in points from the lower left.

    `end` is how far to the right it reaches.
    """

    text: str
    at: Point
    end: float = 0.0
    size: float = 0.0
    colour: Colour = (0.0, 0.0, 0.0)

    @property
    def box(self) -> Box:
        """From its baseline to its size above it."""
        return (*self.at, self.end, self.at[1] + self.size)


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

    `spots` also holds the places at which symbols are put; `drawn` tells whether it is a drawing,
    which has `strokes`; what else is painted is `decor`. Of that of the page so much is `before`.
    """

    pieces: list[Piece] = field(default_factory=list)
    spots: set[Point] = field(default_factory=set)
    strokes: list[Stroke] = field(default_factory=list)
    decor: list[Decoration] = field(default_factory=list)
    page: int = 0
    drawn: bool = False
    before: int = 0

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
    sheet: Box = EVERYWHERE


@dataclass
class _State:
    """The graphics state, as far as it matters.

    Of what is painted all within `clip` is seen, in points of the page, and nothing out of `most`.
    """

    matrix: Matrix = IDENTITY
    font: Typeface = field(default_factory=Typeface)
    size: float = 0.0
    colour: Colour = (0.0, 0.0, 0.0)
    ink: Colour = (0.0, 0.0, 0.0)
    dashes: str = _WHOLE
    width: float = 1.0
    clip: Box = EVERYWHERE
    most: Box = EVERYWHERE

    def copy(self) -> _State:
        """The same, to come back to."""
        made = object.__new__(_State)
        made.__dict__.update(self.__dict__)
        return made


class Painter:
    """Reads pages; fonts are read once for the whole document."""

    def __init__(self) -> None:
        self.fonts = Fonts()

    def page(self, page: pikepdf.Page) -> PageContent:
        """What a page paints."""
        low_x, low_y, high_x, high_y = map(float, page.obj.MediaBox)
        sheet = (low_x, low_y, high_x, high_y)
        run = _Run(self, PageContent(sheet=sheet))
        seen = _State(clip=sheet, most=sheet)
        run.read(page.obj.Contents, page.obj.get("/Resources", pikepdf.Dictionary()), seen)
        run.finish()
        return run.found


class _Run:
    """One page, with the forms that it paints."""

    def __init__(self, painter: Painter, found: PageContent) -> None:
        self.painter = painter
        self.found = found
        self.marks: list[Content | None] = []
        self.target = found.artifacts
        self.hidden: list[str | None] = []
        self.drawing = False
        self.depth = 0
        self.sight = Sight()
        self.begun = 0

    def read(self, content: Any, resources: Any, state: _State) -> None:
        """Run a content stream from a graphics state, as far as it is plain."""
        self.found.oddities += resource_oddities(resources)
        try:
            self._run(content.read_bytes(), resources, state)
        except NotPlain as error:
            self._odd(f"there is {error}")

    def _run(self, content: bytes, resources: Any, state: _State) -> None:
        saved: list[_State] = []
        fonts: dict[Any, Typeface] = {}
        plain: set[Any] = set()
        line: Matrix = IDENTITY
        path = _Path()
        for operator, operands in instructions(content):
            if operator == "TJ" or operator == "Tj":
                line = self._show(operands[0], line, state)
            elif operator == "Tm":
                line = matrix_of(operands)
            elif operator == "EMC":
                self._end()
            elif operator == "BDC" or operator == "BMC":
                self._begin(operands)
            elif operator == "BT":
                line, self.begun = IDENTITY, len(self.target.pieces)
            elif operator == "ET":
                if self.drawing:
                    self._join()
            elif operator == "Tf":
                name, size = operands
                if name not in fonts:
                    fonts[name] = self.painter.fonts.named(resources, name, self.found.oddities)
                state.font, state.size = fonts[name], float(size)
            elif operator in _PATHS:
                path.follow(operator, operands, state.matrix)
            elif operator == "q":
                saved.append(state.copy())
            elif operator == "Q":
                if not saved:
                    raise NotPlain("a graphics state that ends and never began")
                state = saved.pop()
            elif operator in _SHAPELESS:
                continue
            elif operator == "rg":
                red, green, blue = map(float, operands)
                state.colour = (red, green, blue)
            elif operator == "RG":
                red, green, blue = map(float, operands)
                state.ink = (red, green, blue)
            elif operator == "d":
                state.dashes, _ = map(str, operands)
            elif operator == "cm":
                state.matrix = times(matrix_of(operands), state.matrix)
                path.symbol = rounded(state.matrix[4:])
            elif operator == "w":
                (state.width,) = map(float, operands)
            elif operator == "gs":
                if operands[-1] not in plain:
                    self._transparent(resources.ExtGState[str(operands[-1])])
                    plain.add(operands[-1])
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
        if saved:
            raise NotPlain("a graphics state that begins and never ends")

    def _odd(self, what: str) -> None:
        self.found.oddities.append(what)

    def _transparent(self, given: Any) -> None:
        if any(key not in ("/ca", "/CA") or float(value) != 1 for key, value in given.items()):
            self._odd("something is painted transparently or in a special way")

    def _paint(self, operator: str, path: _Path, state: _State) -> None:
        """A path is painted, or bounds what is painted after it."""
        if path.clips:
            state.clip, state.most = path.clip(state.clip), within(state.most, path.box(0.0))
        if operator == "n":
            return
        filled, scale = operator in _FILLING, abs(state.matrix[0]) or 1.0
        width = state.width * scale if operator in _STROKING else 0.0
        if self.drawing:
            self._draw(filled, width, path, state)
        else:
            self._decorate(filled, width, path, state)
        if self._hides(filled, width, path, state):
            self._odd("something is painted over a text")

    def _draw(self, filled: bool, width: float, path: _Path, state: _State) -> None:
        if path.symbol:
            self.target.spots.add(path.symbol)
        for part in path.parts:
            self.target.spots.update(part)
            self.target.strokes.append(
                Stroke(
                    tuple(part), width, filled, path.curved, state.colour, state.ink, state.dashes
                )
            )
        shown = [corner for part in path.drawn for corner in part]
        if shown and not holds(grown(state.clip, _EDGE), bounds(shown)):
            self._odd("a part of a drawing is painted where it cannot be seen")

    def _decorate(self, filled: bool, width: float, path: _Path, state: _State) -> None:
        box, parts = within(path.box(width), state.most), path.drawn
        if parts and box[0] < box[2] and box[1] < box[3]:
            plain = len(parts) == 1 and not path.curved and is_box(parts[0])
            self.target.decor.append(
                Decoration(box, light(state.colour), filled and not width, plain, path.curved)
            )

    def _hides(self, filled: bool, width: float, path: _Path, state: _State) -> bool:
        """Whether what is painted lies over a text."""
        parts = path.drawn
        if not parts:
            return False
        if not filled:
            if self.drawing and not hides(width, state.ink):
                return False
            return any(self.sight.line(part, width, state.ink, state.most) for part in parts)
        box = within(path.box(width), state.most)
        if self.drawing and is_symbol(box):
            return self.sight.symbol(box, state.colour, width > 0)
        return self.sight.shape(box, state.colour, len(parts) == 1 and is_box(parts[0]))

    def _show(self, shown: Any, line: Matrix, state: _State) -> Matrix:
        """Write a text; what is written after it begins where it ends."""
        text, thousandths = state.font.read(shown)
        length = thousandths * state.size / 1000
        placed = times(line, state.matrix)
        self._plain(text, placed, length * placed[0], state)
        said = next((one for one in reversed(self.hidden) if one is not None), None)
        if said is not None:
            text = self._said(said, text, placed, length, state.size)
        end, size = placed[4] + length * placed[0], state.size * placed[0]
        self.target.pieces.append(Piece(text, (placed[4], placed[5]), end, size, state.colour))
        return times((1.0, 0.0, 0.0, 1.0, length, 0.0), line)

    def _plain(self, text: str, placed: Matrix, length: float, state: _State) -> None:
        """Whether a text can be read where it is painted."""
        if not text.strip():
            return
        if "\ufffd" in text:
            self._odd("a glyph does not say which letter it is")
        if not self.marks:
            self._odd(f"‘{text}’ has no place in the structure")
        a, b, c, d, x, y = placed
        size = state.size * a
        if b or c or abs(a - d) > 1e-3 or not _SMALLEST < size < _LARGEST:
            self._odd(f"‘{text}’ is turned, stretched, or too small to read")
        if self.sight.text(x, y, length, size, state.colour, self.drawing):
            self._odd(f"‘{text}’ is too pale to read")
        if not holds(grown(state.clip, _EDGE), (x, y, x + length, y + _HIGH * size)):
            self._odd(f"‘{text}’ is painted where it cannot be seen")

    def _said(self, said: str, text: str, placed: Matrix, length: float, size: float) -> str:
        """Text with another reading: only a hyphen at a line end may be read as a soft one."""
        before = self.target.pieces[self.begun :]
        x, y, scale = placed[4], placed[5], placed[0]
        if (
            said == _SOFT_HYPHEN
            and text.strip("\u200b") in ("-", "\u2010")
            and before
            and before[-1].text[-1:].isalpha()
            and abs(before[-1].at[1] - y) + abs(before[-1].end - x) < _NEAR
        ):
            self.sight.end_line(x + length * scale, y, size * scale)
            return said
        self._odd(f"‘{text}’ is to be read as ‘{said}’")
        return text

    def _begin(self, operands: Any) -> None:
        number, said = mark(operands[1]) if len(operands) > 1 else (None, None)
        if self.marks and (self.drawing or said is None or number is not None):
            self._odd("there is a mark within another")
        content: Content | None = None
        if operands[0] == "/Artifact":
            content = self.found.artifacts
        elif number in self.found.marked:
            self._odd(f"two marks have the number {number}")
        elif number is not None:
            drawn, before = operands[0] == "/Figure", len(self.found.artifacts.decor)
            content = Content(drawn=drawn, before=before)
            self.found.marked[number] = content
        elif said is None:
            self._odd(f"there is a mark {operands[0]} without a number")
        self.hidden.append(said)
        self.marks.append(content)
        self._aim()

    def _end(self) -> None:
        if self.marks:
            self.marks.pop()
            self.hidden.pop()
        self._aim()

    def _aim(self) -> None:
        for content in reversed(self.marks):
            if content is not None:
                self.target = content
                break
        else:
            self.target = self.found.artifacts
        self.drawing = self.target.drawn

    def _form(self, form: Any, resources: Any, state: _State) -> None:
        if form.get("/Subtype") != "/Form" or self.depth >= _DEEPEST:
            self._odd("there is a picture that is not made of text and lines")
            return
        self.found.oddities += form_oddities(form)
        matrix = times(matrix_of(form.get("/Matrix", IDENTITY)), state.matrix)
        left, low, right, high = map(float, form.BBox)
        box = bounds([spot(corner, matrix) for corner in ((left, low), (right, high))])
        clip, most = within(state.clip, box), within(state.most, box)
        self.depth += 1
        inner = replace(state, matrix=matrix, clip=clip, most=most)
        self.read(form, form.get("/Resources", resources), inner)
        self.depth -= 1

    def _join(self) -> None:
        """A text of a drawing is one piece, though it is painted letter by letter."""
        written = self.target.pieces[self.begun :]
        if len(written) > 1 and len({piece.at[1] for piece in written}) == 1:
            first, last = written[0], written[-1]
            text = "".join(piece.text for piece in written)
            gaps = [other.at[0] - one.end for one, other in pairwise(written)]
            if min(gaps) < -_NEAR or max(gaps) > _GAP * first.size:
                self._odd(f"the letters of ‘{text}’ do not stand beside each other")
            if any((one.size, one.colour) != (first.size, first.colour) for one in written):
                self._odd(f"the letters of ‘{text}’ are of more than one size or colour")
            self.target.pieces[self.begun :] = [replace(first, text=text, end=last.end)]

    def finish(self) -> None:
        """What can be told when all is painted."""
        if self.sight.goes_on():
            self._odd("a hyphen that ends a line stands before a text")


@dataclass
class _Path:
    """A path in the making: `reach` is what it bends to, `symbol` where the last matrix began."""

    parts: list[list[Point]] = field(default_factory=list)
    reach: list[Point] = field(default_factory=list)
    clips: bool = False
    curved: bool = False
    symbol: Point | None = None

    @property
    def drawn(self) -> list[list[Point]]:
        """The parts that go somewhere; an SVG also begins parts that do not."""
        return [part for part in self.parts if len(part) > 1]

    def box(self, width: float) -> Box:
        """What the path covers at most, with a line of a width."""
        corners = [corner for part in self.drawn for corner in part]
        return grown(bounds([*corners, *self.reach]), width / 2) if corners else NOWHERE

    def clip(self, before: Box) -> Box:
        """What can be seen within this path too: nothing for certain when it is no box."""
        parts = [part for part in self.parts if len(set(part)) > 1]
        if len(parts) != 1 or self.curved or not is_box(parts[0]):
            return NOWHERE
        return within(before, bounds(parts[0]))

    def follow(self, operator: str, operands: Any, matrix: Matrix) -> None:
        """Add a step. Raises NotPlain."""
        if len(operands) != _PATHS[operator]:
            raise NotPlain("a step of a path with too much or too little said")
        if operator == "m" or (operator in "lcvy" and not self.parts):
            self.parts.append([spot(operands[-2:], matrix)])
        elif operator in "lcvy":
            self.curved = self.curved or operator != "l"
            self.parts[-1].append(spot(operands[-2:], matrix))
            for at in range(0, len(operands) - 2, 2):
                self.reach.append(spot(operands[at : at + 2], matrix))
        elif operator == "re":
            x, y, width, height = map(float, operands)
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
            self.parts.append([spot(corner, matrix) for corner in (*corners, corners[0])])
        elif self.parts:
            self.parts[-1].append(self.parts[-1][0])


_SMALLEST, _LARGEST, _DEEPEST = 4.0, 80.0, 8
# Points; and of the size of a text, between its words, and how high its digits are.
_EDGE, _NEAR, _GAP, _HIGH = 0.5, 0.1, 0.5, 0.7
# Caps and joins say nothing of shapes.
_SHAPELESS = frozenset(("J", "j", "M"))
_PATHS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4}
_FILLING = frozenset(("f", "f*", "B", "B*"))
_STROKING = frozenset(("S", "B", "B*"))
_PAINTING = _FILLING | _STROKING | {"n"}
