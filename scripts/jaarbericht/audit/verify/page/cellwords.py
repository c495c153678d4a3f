"""The cells behind a formula as the annex words them, letter by letter; many are told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise, product
from string import ascii_lowercase
from typing import Any

from jaarbericht.audit.verify.calendar import span_of
from jaarbericht.audit.verify.evaluate import Tree, leaves, period_words
from jaarbericht.audit.verify.saying import document_words

Ledger = Mapping[str, Any]
# So many stand each on a line, are written out, and may be told apart by what they have in common.
_FEW, _LISTED, _GROUPS = 4, 12, 4


@dataclass(frozen=True)
class _Cell:
    """A cell or citation in words, with its letter in the formula; a citation has no table."""

    letter: str
    table: str
    words: tuple[str, ...]
    period: str
    code: str
    raw: str


def cell_words(tree: Tree, ledger: Ledger) -> str:
    """The lines on the cells of a formula. Raises LookupError for a cell that is not known."""
    names = ("".join(n) for length in count(1) for n in product(ascii_lowercase, repeat=length))
    used = dict.fromkeys(leaves(tree))
    cells = [_told(name, *leaf, ledger) for name, leaf in zip(names, used, strict=False)]
    return "\n".join(f"{line}." for line in _lines(cells))


def _told(letter: str, kind: str, id: str, ledger: Ledger) -> _Cell:
    one = ledger[f"{kind}s"][id]
    if kind == "citation":
        about = f"{one['about']} ({one['group']})" if one["group"] else one["about"]
        period = period_words(one["period"], "lang")
        return _Cell(letter, "", (about, document_words(one)), period, one["period"], one["value"])
    *titles, period = [one["titles"][key] or code for key, code in one["codes"].items()]
    *_, code = one["codes"].values()
    words = tuple(" ".join(text.split()) for text in (one["topic_title"], *titles))
    return _Cell(letter, one["table"], words, " ".join(period.split()), code, one["raw"].strip())


_KEYS: Sequence[Callable[[_Cell], object]] = (
    lambda cell: (cell.table, cell.words),
    lambda cell: (cell.table, cell.words[0], cell.period),
    lambda cell: (cell.table, cell.words[1:], cell.period),
)


def _lines(cells: Sequence[_Cell]) -> list[str]:
    if len(cells) <= _FEW:
        return [_row(row) for row in _grouped(cells, _KEYS[0])]
    groups = min((_grouped(cells, key) for key in _KEYS), key=len)
    if len(groups) > _GROUPS:
        groups = _grouped(cells, lambda cell: cell.table)
    return [_group(group) for group in groups]


def _grouped(cells: Sequence[_Cell], key: Callable[[_Cell], object]) -> list[list[_Cell]]:
    groups: dict[object, list[_Cell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return list(groups.values())


def _row(row: Sequence[_Cell]) -> str:
    """`a, b: 81589NED; Totaal bedrijven; A-U …; 2021 4e kwartaal, 2020 4e kwartaal: 5, 4`."""
    words = "; ".join(filter(None, (row[0].table, *row[0].words)))
    letters = ", ".join(cell.letter for cell in row)
    periods, values = ", ".join(cell.period for cell in row), ", ".join(cell.raw for cell in row)
    return f"{letters}: {words}; {periods}: {values}"


def _group(group: Sequence[_Cell]) -> str:
    """`a–z: 81589NED; Totaal bedrijven; A-U Alle …; 2007 1e kwartaal t/m …: 26 cellen`."""
    told = [_from_to(words) for words in zip(*(cell.words for cell in group), strict=True)]
    words = "; ".join(filter(None, (group[0].table, *told, _periods(group))))
    first, last = group[0].letter, group[-1].letter
    letters = first if first == last else f"{first}–{last}"
    in_time = sorted(group, key=lambda cell: cell.code)
    values = ", ".join(cell.raw for cell in in_time)
    return f"{letters}: {words}: {values if len(group) <= _LISTED else f'{len(group)} cellen'}"


def _from_to(words: Iterable[str]) -> str:
    """What cells have in common, or from where to where they run."""
    different = list(dict.fromkeys(words))
    if len(different) <= _FEW:
        return ", ".join(different)
    return f"{different[0]} t/m {different[-1]} ({len(different)})"


def _periods(group: Sequence[_Cell]) -> str:
    """The periods; many of them from where to where, per row of equal steps."""
    titles = {cell.code: cell.period for cell in group}
    if len(titles) <= _FEW:
        return ", ".join(titles.values())
    kinds = list(_by_kind(titles))
    runs = [run for kind in kinds for run in _steady(kind)]
    return ", ".join(
        titles[run[0]] if len(run) == 1 else f"{titles[run[0]]} t/m {titles[run[-1]]} ({len(run)})"
        for run in (runs if len(runs) <= _GROUPS else kinds)
    )


def _by_kind(codes: Iterable[str]) -> Iterator[list[str]]:
    """Years, quarters and so on apart, each in order of time."""
    found: dict[str, list[str]] = {}
    for code in sorted(codes):
        found.setdefault(code[4:6] if code[4:6].isalpha() else "", []).append(code)
    yield from found.values()


def _steady(codes: Sequence[str]) -> list[list[str]]:
    """Runs in which periods follow each other at the step that is usual among them."""
    steps = [_begin(other) - _begin(one) for one, other in pairwise(codes)]
    usual = max(steps, key=steps.count, default=0)
    runs = [[codes[0]]]
    for step, code in zip(steps, codes[1:], strict=True):
        if step == usual:
            runs[-1].append(code)
        else:
            runs.append([code])
    return runs


def _begin(code: str) -> int:
    span = span_of(code)
    return span.begin if span else int(code[:4]) * 12
