"""A formula tree as a line that a reader can follow: `(a − b) ÷ b × 100`. No cells, no values.

Trees are the JSON of docs/ledger.md. A leaf gets a letter at its first use, left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from itertools import count, product
from string import ascii_lowercase
from typing import Any

from jaarbericht.errors import JaarberichtError
from jaarbericht.present.dutch import digits

MANY, FEW = 6, 2
LONG = 400


class UnknownOperation(JaarberichtError):
    """A formula contains an operation that the annex cannot put into words."""


class Strength(IntEnum):
    """How strongly a piece of formula holds together; weaker pieces get brackets."""

    LIST = 0
    SUM = 1
    PRODUCT = 2
    ATOM = 3


@dataclass(frozen=True)
class Piece:
    """A piece of a formula as HTML, and its strength."""

    html: str
    strength: Strength = Strength.ATOM

    def within(self, strength: Strength) -> str:
        """The piece inside something of this strength."""
        return self.html if self.strength >= strength else f"({self.html})"


@dataclass(frozen=True)
class Formula:
    """The line, and the leaf behind each letter in the order of the letters."""

    html: str
    letters: Mapping[str, str]


def formula(tree: Mapping[str, Any]) -> Formula:
    """The formula of a tree; the keys of `letters` are letters, its values ids of leaves.

    Raises UnknownOperation.
    """
    letters = _Letters()
    html = _piece(tree, letters).html
    return Formula(html, {letter: leaf for leaf, letter in letters.known.items()})


def exact_text(value: Fraction) -> str:
    """Give a constant as a reader writes it, such as `1.000`, `0,5` or `2/3`."""
    decimals = next((n for n in range(7) if (value * 10**n).denominator == 1), None)
    if decimals is None:
        return f"{value.numerator}/{value.denominator}".replace("-", "−")
    return digits(value, decimals)


class _Letters:
    """Hands out letters in order of first use: a, b, … z, aa, ab."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self._free = (
            "".join(letters)
            for length in count(1)
            for letters in product(ascii_lowercase, repeat=length)
        )

    def of(self, leaf: str) -> str:
        if leaf not in self.known:
            self.known[leaf] = next(self._free)
        return self.known[leaf]


def _piece(tree: Mapping[str, Any], letters: _Letters) -> Piece:
    if "op" not in tree:
        return _leaf(tree, letters)
    make = _OPERATIONS.get(tree["op"])
    if make is None:
        raise UnknownOperation(
            f"The annex has no words for the operation ‘{tree['op']}’.",
            why="A formula that cannot be read cannot be checked.",
            todo="Add it to compose/formula.py, with a test.",
        )
    return make([_piece(arg, letters) for arg in tree["args"]], tree)


def _leaf(tree: Mapping[str, Any], letters: _Letters) -> Piece:
    if "constant" in tree:
        return Piece(exact_text(Fraction(tree["constant"])))
    return Piece(f"<i>{letters.of(tree.get('cell') or tree['citation'])}</i>")


def _listed(pieces: Sequence[Piece], sign: str, strength: Strength) -> str:
    """`a + b + c`; the middle of a long row is left out."""
    texts = [piece.within(strength) for piece in pieces]
    if len(texts) > MANY or (len(texts) > FEW and sum(map(len, texts)) > LONG):
        texts = [*texts[:FEW], "…", texts[-1]]
    return sign.join(texts)


def _sum(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    return Piece(_listed(pieces, " + ", Strength.SUM), Strength.SUM)


def _difference(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    new, old = pieces
    return Piece(f"{new.within(Strength.SUM)} − {old.within(Strength.PRODUCT)}", Strength.SUM)


def _product(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    return Piece(_listed(pieces, " × ", Strength.PRODUCT), Strength.PRODUCT)


def _quotient(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    top, bottom = pieces
    return Piece(
        f"{top.within(Strength.PRODUCT)} ÷ {bottom.within(Strength.ATOM)}", Strength.PRODUCT
    )


def _share(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    return Piece(f"{_quotient(pieces[:2], tree).html} × 100", Strength.PRODUCT)


def _growth(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    """`(a − b) ÷ b × 100` for letters; a long base is not written twice."""
    old = pieces[1]
    if old.strength is Strength.ATOM:
        return Piece(f"({_difference(pieces, tree).html}) ÷ {old.html} × 100", Strength.PRODUCT)
    return Piece(f"({_quotient(pieces, tree).html} − 1) × 100", Strength.PRODUCT)


def _mean(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    return Piece(f"({_listed(pieces, ' + ', Strength.SUM)}) ÷ {len(pieces)}", Strength.PRODUCT)


def _weighted_mean(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    """Arguments are the quantities followed by as many constant weights."""
    half = len(pieces) // 2
    weights = [Fraction(arg["constant"]) for arg in tree["args"][half:]]
    terms = [
        _product([weight, piece], tree)
        for weight, piece in zip(pieces[half:], pieces[:half], strict=True)
    ]
    total = exact_text(sum(weights, Fraction(0)))
    return Piece(f"({_listed(terms, ' + ', Strength.SUM)}) ÷ {total}", Strength.PRODUCT)


def _per(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    top, bottom, times = pieces
    plain = _quotient([top, bottom], tree)
    if times.html == "1":
        return plain
    return Piece(f"{plain.html} × {times.html}", Strength.PRODUCT)


def _cagr(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    new, old, years = pieces
    ratio = _quotient([new, old], tree).html
    return Piece(f"(({ratio})<sup>1/{years.html}</sup> − 1) × 100", Strength.PRODUCT)


def _chain(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    factors = [Piece(f"(1 + {p.within(Strength.ATOM)} ÷ 100)", Strength.ATOM) for p in pieces]
    return Piece(f"({_listed(factors, ' × ', Strength.PRODUCT)} − 1) × 100", Strength.PRODUCT)


def _extreme(word: str) -> Callable[[Sequence[Piece], Mapping[str, Any]], Piece]:
    def make(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
        return Piece(f"{word} van {_enumerated(pieces)}", Strength.LIST)

    return make


def _rank(pieces: Sequence[Piece], tree: Mapping[str, Any]) -> Piece:
    """The first argument is the one whose place is asked; the others are the whole field."""
    mine, *field = pieces
    return Piece(
        f"plaats van {mine.within(Strength.ATOM)} van groot naar klein in {_enumerated(field)}",
        Strength.LIST,
    )


def _enumerated(pieces: Sequence[Piece]) -> str:
    return _listed(pieces, "; ", Strength.SUM)


_OPERATIONS: Mapping[str, Callable[[Sequence[Piece], Mapping[str, Any]], Piece]] = {
    "sum": _sum,
    "difference": _difference,
    "product": _product,
    "quotient": _quotient,
    "share": _share,
    "growth": _growth,
    "index": _share,
    "mean": _mean,
    "weighted_mean": _weighted_mean,
    "per": _per,
    "cagr": _cagr,
    "chain": _chain,
    "maximum": _extreme("grootste"),
    "minimum": _extreme("kleinste"),
    "rank": _rank,
}
