"""Check: the word behind a number and the unit under a title say its scale and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import item_quantities, items_of
from jaarbericht.audit.verify.pdf.file import squeezed
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.measures import measure_in, measures_of, names_of

Quantity = Mapping[str, Any]
SCALES = {"duizend": 1_000, "miljoen": 1_000_000, "miljard": 1_000_000_000}
_SYMBOLS = {"mln": 1_000_000, "mld": 1_000_000_000}
_PERCENT = frozenset({"growth", "share", "cagr", "chain"})
# How a unit under a title, or a head of a table, says a scale.
_SAYS_SCALE = (
    (
        re.compile(
            r"\b(?:x|×)\s*1[.\s]?000\b|(?<!\bper )\bduizend(?:tal(?:len)?)?\b|\bin duizenden\b"
        ),
        1_000,
    ),
    (re.compile(r"\b(?:x|×)\s*1\s+miljoen\b|(?<!\bper )\bmiljoen\b|\bmln\b"), 1_000_000),
    (re.compile(r"\b(?:x|×)\s*1\s+miljard\b|(?<!\bper )\bmiljard\b|\bmld\b"), 1_000_000_000),
)
# Kinds that a unit may name by another word, such as `zelfstandigen`.
_VAGUE = frozenset({"personen", "index", "saldo", "punt", "procent", "procentpunt", "keer"})
_PRINTS = frozenset({"getal", "ongeveer", "omvang", "ongeveer_omvang"})


def check_units(evidence: Evidence) -> Iterator[Problem]:
    """Words and symbols of forms; the units of figures and tables, and their captions."""
    quantities = evidence.ledger["quantities"]
    right: set[tuple[Any, ...]] = set()
    for id, quantity in quantities.items():
        form = quantity["form"]
        sort = (quantity["unit"], *form.values(), quantity["expression"].get("op")) if form else ()
        if form and sort not in right:
            wrong = [_problem(id, what) for what in _form(quantity)]
            yield from wrong
            right |= set() if wrong else {sort}
        kind = kind_of(quantity["expression"])
        if kind and quantity["unit"] != kind:
            yield _problem(id, f"its formula gives {kind}, the ledger says {quantity['unit']}")
        measures = measures_of(quantity["expression"], evidence.ledger)
        if measures - {measure_in(quantity["unit"])}:
            told = " and ".join(sorted(one or "counted" for one in measures))
            yield _problem(id, f"its cells are {told}, the ledger says {quantity['unit']}")
    for one in evidence.ledger["printed"]:
        form = one["form"]
        if one["kind"] in _PRINTS and form and form["scale"] != 1 and not form["word"]:
            yield _problem(one["id"], "no word says its scale")
    yield from _items(evidence.ledger)


def _form(quantity: Quantity) -> Iterator[str]:
    form, unit = quantity["form"], quantity["unit"]
    scaled, _, rest = form["word"].partition(" ")
    scale = SCALES.get(scaled)
    if form["word"] and form["scale"] != (scale or 1):
        yield f"‘{form['word']}’ is not its scale of {form['scale']}"
    symbol = _SYMBOLS.get(form["symbol"].partition(" ")[0])
    if form["symbol"] and form["scale"] != (symbol or 1):
        yield f"‘{form['symbol']}’ is not its scale of {form['scale']}"
    word = rest if scale else form["word"]
    points = _points_of(quantity, word)
    if word and word not in names_of(unit) and not points:
        yield f"‘{form['word']}’ is not its unit {unit}"
    sign = {"%": "procent", "%-punt": "procentpunt"}.get(form["symbol"])
    if sign and sign not in names_of(unit) and not (points and sign == word):
        yield f"‘{form['symbol']}’ does not go with ‘{form['word'] or unit}’"


def _points_of(quantity: Quantity, kind: str) -> bool:
    """Whether it is a difference of percentages of one kind, which is in points of it."""
    percents = quantity["unit"].startswith("procent ")
    return percents and kind == "procentpunt" and quantity["expression"].get("op") == "difference"


def kind_of(tree: Mapping[str, Any]) -> str:
    """The unit that a formula always gives, whatever its cells; empty when they decide."""
    op = tree.get("op", "")
    if op in _PERCENT:
        return "procent"
    if op in ("index", "rank"):
        return {"index": "index", "rank": "rang"}[op]
    if op == "difference":
        return {"procent": "procentpunt", "index": "punt"}.get(_of_all(tree), "")
    return _of_all(tree) if op in ("maximum", "minimum", "mean", "sum") else ""


def _of_all(tree: Mapping[str, Any]) -> str:
    """The one unit that all arguments always have; empty when there is none."""
    first, *others = tree["args"]
    kind = kind_of(first)
    return kind if kind and all(kind_of(one) == kind for one in others) else ""


def _items(ledger: Mapping[str, Any]) -> Iterator[Problem]:
    captions = {squeezed(one["text"]) for one in ledger["passages"] if one["kind"] == "caption"}
    groups = item_quantities(ledger)
    units = {one["unit"] for one in ledger["quantities"].values()} - _VAGUE
    counted = {unit: re.compile(rf"\b{re.escape(unit)}\b") for unit in units}
    for id, item in items_of(ledger).items():
        told = ledger["annex"].get(item["anchor"], {}).get("about", "")
        unit = "" if item.get("kind") == "spark" else f" {item['unit']}"
        if squeezed(told + unit) not in captions:
            yield _problem(id, "its caption is not its name, title and unit")
        heads = [item["head"], *item["columns"], *item["rows"]] if "columns" in item else []
        said = " | ".join([item["unit"], *heads])
        own = [one for one in groups[id].values() if one["form"]]
        yield from (_problem(id, what) for what in _scales(said, item["unit"], own))
        yield from (_problem(id, what) for what in _named(item["unit"], own, counted))


def _scales(said: str, unit: str, own: Iterable[Quantity]) -> Iterator[str]:
    used = {one["form"]["scale"] for one in own}
    for scale in used - {1}:
        if not any(rule.search(said) for rule, says in _SAYS_SCALE if says == scale):
            yield f"neither its unit nor its heads say its scale of {scale}"
    for rule, says in _SAYS_SCALE:
        found = rule.search(unit)
        if found and used and says not in used:
            yield f"its unit says ‘{found.group()}’, but no value of it has that scale"


def _named(
    said: str, own: Iterable[Quantity], counted: Mapping[str, re.Pattern[str]]
) -> Iterator[str]:
    """A unit that names things of a kind that the report counts names those of the item."""
    kinds = {one["unit"] for one in own} - _VAGUE
    named = {kind for kind, rule in counted.items() if kind in said and rule.search(said)}
    if (
        kinds
        and named
        and not kinds & named
        and not any(k.partition(" ")[0] in said for k in kinds)
    ):
        yield f"it is about {', '.join(sorted(kinds))}, its unit says {', '.join(sorted(named))}"


def _problem(id: str, what: str) -> Problem:
    return Problem("unit", id, sentence(what))
