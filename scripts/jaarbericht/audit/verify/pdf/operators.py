"""The instructions of a page of a PDF, as a plain report writes them. Not what they mean.

Narrower than what PDF allows: what could be read in another way by another reader is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

# A number; or, as it is written, a name, an array, a dictionary, or a text in hexadecimal.
Operand = float | str
Operands = tuple[Operand, ...]
Instruction = tuple[str, Operands]

# Readers differ in what they make of a number that is larger.
_REAL = r"-?\d{1,6}(?:\.\d{0,12})?"
_HEX = r"<(?:[0-9A-Fa-f]{4})*>"
_TOKEN = re.compile(
    rf"({_REAL})(?![^\s\[<])"
    r"|([A-Za-z]+\*?)(?![^\s/\[<])"
    r"|(/[A-Za-z][\w.+-]*(?![^\s/\[<])|\[[^\[\]()%]*\]"
    rf"|<<[^()%<>]*(?:{_HEX}[^()%<>]*)*>>|{_HEX})"
    r"|(\S)",
    re.ASCII,
)
_NUMBER, _OPERATOR, _ODD = 1, 2, 4
# Most lines are numbers and an operator, and can be read at once.
_NUMBERS = re.compile(rf"((?:{_REAL} )*)([A-Za-z]+\*?)", re.ASCII)
_SHIFT = r"\s*+(?:-?1?\d{1,2}(?:\.\d*+)?+)?+\s*+"
_TEXT = re.compile(
    rf"{_HEX}|\[\s*+(?:<(?:[0-9A-Fa-f]{{4}})++>{_SHIFT}(?:<>{_SHIFT})?+)*+\]", re.ASCII
)
_CODES = re.compile(r"<(\w*)>", re.ASCII)
_SHIFTS = re.compile(r">(?!0<)\s*(-?[\d.]+)", re.ASCII)
# A shift of nothing stands between most codes, and is passed over at once.
_SHIFTED = re.compile(r">(?!0(?:<\w|\]))((?:[^<\]]|<>)+)(?=<(\w{4})|\])", re.ASCII)
_ANY = re.compile(r"[1-9]", re.ASCII)
_MARK = re.compile(
    r"<<(?:/Type /\w+)?(?:/Subtype /\w+)?(?:/MCID (\d+))?"
    r"(?: ?/ActualText <(?:feff|FEFF)((?:[0-9A-Fa-f]{4})*)>)?>>",
    re.ASCII,
)
# White space of PDF, and what can be seen: readers take what else is white to Python for letters.
_PLAIN = b"\t\n\f\r" + bytes(range(0x20, 0x7F))


class NotPlain(Exception):
    """Something that a plain report does not write."""


def instructions(content: bytes) -> Iterator[Instruction]:
    """Operator and operands, in order. Raises NotPlain.

    An instruction may go on in the next line, an operand may not.
    """
    foreign = content.translate(None, _PLAIN)
    if foreign:
        raise NotPlain(f"a byte {foreign[0]:#04x}, which not every reader takes for the same")
    begun: Operands = ()
    for line in content.decode("latin-1").split("\n"):
        whole, rest = _line(line)
        for operator, operands in whole:
            yield operator, begun + operands
            begun = ()
        begun += rest
    if begun:
        raise NotPlain("an instruction without an operator")


@cache
def _line(line: str) -> tuple[tuple[Instruction, ...], Operands]:
    """The instructions that end in a line, and the operands of one that does not."""
    plain = _NUMBERS.fullmatch(line)
    if plain:
        return ((plain[2], tuple(map(float, plain[1].split()))),), ()
    whole: list[Instruction] = []
    operands: list[Operand] = []
    for token in _TOKEN.finditer(line):
        sort = token.lastindex
        if sort == _NUMBER:
            operands.append(float(token[0]))
        elif sort == _OPERATOR:
            whole.append((token[0], tuple(operands)))
            operands = []
        elif sort == _ODD:
            raise NotPlain(f"‘{token[0]}’ where an instruction should be")
        else:
            operands.append(token[0])
    return tuple(whole), tuple(operands)


def codes(shown: Operand) -> tuple[bytes, float]:
    """The codes of a text that is painted, and how far they are shifted. Raises NotPlain.

    Pairs of letters are shifted a little to fit each other, in thousandths of the size; what is
    shifted further could stand anywhere.
    """
    if not (isinstance(shown, str) and _TEXT.fullmatch(shown)):
        raise NotPlain("a text that is not in hexadecimal, or letters that are not where they are")
    shifts = sum(map(float, _SHIFTS.findall(shown)))
    return bytes.fromhex("".join(_CODES.findall(shown))), shifts


def shifted(shown: Operand) -> set[tuple[str, str]]:
    """The codes on both sides of each shift of a text, as written; behind the last is none."""
    text = str(shown)
    return {
        (text[shift.start() - 4 : shift.start()], shift[2] or "")
        for shift in _SHIFTED.finditer(text)
        if _ANY.search(shift[1])
    }


@cache
def mark(properties: Operand) -> tuple[int | None, str | None]:
    """Number of a mark, and what it is to be read as. Raises NotPlain."""
    found = _MARK.fullmatch(properties) if isinstance(properties, str) else None
    if found is None:
        raise NotPlain("a mark with other properties than a number and a reading")
    number, said = found.groups()
    reading = None if said is None else bytes.fromhex(said).decode("utf-16-be", "replace")
    return None if number is None else int(number), reading
