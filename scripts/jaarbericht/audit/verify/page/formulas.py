"""A formula as the annex words it, made from its tree: `(a − b) ÷ b × 100`.

Each cell or citation has a letter, in order of its first use from left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count, product
from string import ascii_lowercase

from jaarbericht.audit.verify.evaluate import MINUS, Tree, digits

# How strongly a piece holds together; a weaker piece within a stronger one gets brackets.
_LIST, _SUM, _PRODUCT, _ATOM = range(4)
_MANY, _FEW, _LONG = 6, 2, 400
_DECIMALS = 6
Piece = tuple[str, int]


def formula_text(tree: Tree) -> str:
    """The formula of a tree. Raises KeyError for an operation that has no words."""
    names = ("".join(n) for length in count(1) for n in product(ascii_lowercase, repeat=length))
    return _piece(tree, {}, names)[0]


def _piece(tree: Tree, letters: dict[str, str], names: Iterator[str]) -> Piece:
    if "constant" in tree:
        return _constant(Fraction(tree["constant"])), _ATOM
    if "op" not in tree:
        leaf = tree.get("cell") or tree["citation"]
        if leaf not in letters:
            letters[leaf] = next(names)
        return letters[leaf], _ATOM
    pieces = [_piece(arg, letters, names) for arg in tree["args"]]
    if tree["op"] == "weighted_mean":
        half = len(pieces) // 2
        weights = sum((Fraction(arg["constant"]) for arg in tree["args"][half:]), Fraction(0))
        return _weighted(pieces[:half], pieces[half:], _constant(weights))
    return _OPERATIONS[tree["op"]](pieces)


def _constant(value: Fraction) -> str:
    """`1.000`, `0,5` or `2/3`."""
    ending = next((n for n in range(_DECIMALS + 1) if (value * 10**n).denominator == 1), None)
    if ending is None:
        return f"{value.numerator}/{value.denominator}".replace("-", MINUS)
    return digits(value, ending)


def _in(piece: Piece, strength: int) -> str:
    text, own = piece
    return text if own >= strength else f"({text})"


def _listed(pieces: Sequence[Piece], sign: str, strength: int) -> str:
    """`a + b + c`; the middle of a long row is left out."""
    texts = [_in(piece, strength) for piece in pieces]
    if len(texts) > _MANY or (len(texts) > _FEW and sum(map(len, texts)) > _LONG):
        texts = [*texts[:_FEW], "…", texts[-1]]
    return sign.join(texts)


def _difference(pieces: Sequence[Piece]) -> Piece:
    new, old = pieces
    return f"{_in(new, _SUM)} {MINUS} {_in(old, _PRODUCT)}", _SUM


def _quotient(pieces: Sequence[Piece]) -> Piece:
    top, bottom = pieces
    return f"{_in(top, _PRODUCT)} ÷ {_in(bottom, _ATOM)}", _PRODUCT


def _share(pieces: Sequence[Piece]) -> Piece:
    return f"{_quotient(pieces)[0]} × 100", _PRODUCT


def _growth(pieces: Sequence[Piece]) -> Piece:
    """A long base is not written twice."""
    old, strength = pieces[1]
    if strength == _ATOM:
        return f"({_difference(pieces)[0]}) ÷ {old} × 100", _PRODUCT
    return f"({_quotient(pieces)[0]} {MINUS} 1) × 100", _PRODUCT


def _mean(pieces: Sequence[Piece]) -> Piece:
    return f"({_listed(pieces, ' + ', _SUM)}) ÷ {len(pieces)}", _PRODUCT


def _weighted(pieces: Sequence[Piece], weights: Sequence[Piece], total: str) -> Piece:
    terms = [
        (_listed(pair, " × ", _PRODUCT), _PRODUCT) for pair in zip(weights, pieces, strict=True)
    ]
    return f"({_listed(terms, ' + ', _SUM)}) ÷ {total}", _PRODUCT


def _per(pieces: Sequence[Piece]) -> Piece:
    plain, _ = _quotient(pieces[:2])
    times = pieces[2][0]
    return (plain if times == "1" else f"{plain} × {times}"), _PRODUCT


def _cagr(pieces: Sequence[Piece]) -> Piece:
    ratio, years = _quotient(pieces[:2])[0], pieces[2][0]
    return f"(({ratio})1/{years} {MINUS} 1) × 100", _PRODUCT


def _chain(pieces: Sequence[Piece]) -> Piece:
    factors = [(f"(1 + {_in(piece, _ATOM)} ÷ 100)", _ATOM) for piece in pieces]
    return f"({_listed(factors, ' × ', _PRODUCT)} {MINUS} 1) × 100", _PRODUCT


def _rank(pieces: Sequence[Piece]) -> Piece:
    mine, *field = pieces
    among = _listed(field, "; ", _SUM)
    return f"plaats van {_in(mine, _ATOM)} van groot naar klein in {among}", _LIST


_OPERATIONS: Mapping[str, Callable[[Sequence[Piece]], Piece]] = {
    "sum": lambda pieces: (_listed(pieces, " + ", _SUM), _SUM),
    "difference": _difference,
    "product": lambda pieces: (_listed(pieces, " × ", _PRODUCT), _PRODUCT),
    "quotient": _quotient,
    "share": _share,
    "growth": _growth,
    "index": _share,
    "mean": _mean,
    "per": _per,
    "cagr": _cagr,
    "chain": _chain,
    "maximum": lambda pieces: (f"grootste van {_listed(pieces, '; ', _SUM)}", _LIST),
    "minimum": lambda pieces: (f"kleinste van {_listed(pieces, '; ', _SUM)}", _LIST),
    "rank": _rank,
}
