"""Dimensions and codes of a raw table against its contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from jaarbericht.cbs.contract import Contract, Dimension
from jaarbericht.cbs.findings import Finding, at_line
from jaarbericht.cbs.raw import RawTable
from jaarbericht.cbs.wording import alike, quoted, same

_SHOWN = 5
# Chapters walk over the codes of these: a code more would get into their figures.
_WALKED = ("size", "region")


def dimension_findings(raw: RawTable, contract: Contract) -> Iterator[Finding]:
    """Every difference in the dimensions, those of the contract first, and in their codes."""
    for wanted in contract.dimensions.values():
        if wanted.key in raw.dimensions:
            yield from _dimension(raw, contract, wanted)
        else:
            yield _gone(raw, contract, wanted)
    for key in raw.dimensions:
        if key not in contract.dimensions:
            yield _new(raw, contract, key)


def _gone(raw: RawTable, contract: Contract, wanted: Dimension) -> Finding:
    heirs = [k for k in raw.dimensions if wanted.title and alike(_title(raw, k), wanted.title)]
    text = f"dimension {wanted.key} is gone; there are: {', '.join(raw.dimensions)}"
    write = f"{heirs[0]}:" if len(heirs) == 1 else "the key of the dimension that replaces it"
    return at_line(contract, ("dimensions", wanted.key), text, f"{write} (in chapters too)")


def _new(raw: RawTable, contract: Contract, key: str) -> Finding:
    """A dimension more divides every figure; only a contract without topics reads none."""
    titles = [str(item["Title"] or "").strip() for item in raw.sets[key]]
    text = f"there is a new dimension {key} ({', '.join(titles[:_SHOWN])})"
    write = f"{key}: {{title: {quoted(_title(raw, key))}, role: …, codes: …}}"
    return at_line(contract, ("dimensions",), text, write, wrong=bool(contract.topics))


def _title(raw: RawTable, key: str) -> str:
    return next(str(p["Title"]) for p in raw.properties if p["Key"] == key)


def _dimension(raw: RawTable, contract: Contract, wanted: Dimension) -> Iterator[Finding]:
    at, title = ("dimensions", wanted.key), _title(raw, wanted.key)
    if (wanted.role == "time") != (raw.time_dimension == wanted.key):
        text = f"time dimension is {raw.time_dimension}, not {wanted.key}"
        yield at_line(contract, (*at, "role"), text, f"role: time at {raw.time_dimension} only")
    if wanted.title is not None and not same(title, wanted.title):
        # The codes say what the dimension is, when they are listed and keep their titles.
        known = bool(wanted.codes) or wanted.role == "time" or alike(title, wanted.title)
        text = f"title of {wanted.key} is now {title!r}, it was {wanted.title!r}"
        yield at_line(contract, (*at, "title"), text, f"title: {quoted(title)}", wrong=not known)
    listed = {item["Key"].strip(): str(item["Title"] or "") for item in raw.sets[wanted.key]}
    yield from chain(_codes(contract, wanted, listed), _new_codes(raw, contract, wanted, listed))


def _codes(contract: Contract, wanted: Dimension, listed: Mapping[str, str]) -> Iterator[Finding]:
    for code, meaning in wanted.codes.items():
        at = ("dimensions", wanted.key, "codes", code)
        if code not in listed:
            heirs = [c for c, t in listed.items() if c not in wanted.codes and alike(t, meaning)]
            hint = f"; {meaning!r} is now {heirs[0]}" if heirs else ""
            write = f"{heirs[0]}: {quoted(meaning)} (in chapters too)" if heirs else "nothing"
            yield at_line(contract, at, f"code {code} ({meaning}) is gone{hint}", write)
        elif not same(listed[code], meaning):
            text = f"code {code} is now {listed[code].strip()!r}, it was {meaning!r}"
            write = f"{code}: {quoted(listed[code])}"
            yield at_line(
                contract, at, text, write, wrong=bool(meaning) and not alike(listed[code], meaning)
            )


def _new_codes(
    raw: RawTable, contract: Contract, wanted: Dimension, listed: Mapping[str, str]
) -> Iterator[Finding]:
    """Codes with figures that a full list does not have; classes apart from the others."""
    if not wanted.codes or wanted.role == "time":
        return
    place = raw.columns.index(wanted.key)
    used = {row[place].strip() for row in raw.rows}
    new = {c: t for c, t in listed.items() if c in used and c not in wanted.codes}
    sizes = {c: t for c, t in new.items() if _is_size(contract, wanted, t)}
    for codes, kind in ((sizes, "size class"), (_without(new, sizes), "code")):
        if codes and not (wanted.selection and kind == "code"):
            wrong = kind == "size class" or wanted.role in _WALKED
            yield _listing(contract, wanted, codes, kind, wrong)


def _is_size(contract: Contract, wanted: Dimension, title: str) -> bool:
    mixed = any(code in contract.sizes for code in wanted.codes) and "werkza" in title.lower()
    return wanted.role == "size" or mixed


def _without(all: Mapping[str, str], some: Mapping[str, str]) -> Mapping[str, str]:
    return {code: title for code, title in all.items() if code not in some}


def _listing(
    contract: Contract, wanted: Dimension, codes: Mapping[str, str], kind: str, wrong: bool
) -> Finding:
    lines = [f"{code}: {quoted(title)}" for code, title in codes.items()]
    more = f" and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    text = f"{wanted.key} has a {kind} that is not listed: {', '.join([*codes][:_SHOWN])}{more}"
    write = f"{', '.join(lines[:_SHOWN])}{more}"
    write += ", and its limits under sizes" if kind == "size class" else "; or listed: some"
    return at_line(contract, ("dimensions", wanted.key, "codes"), text, write, wrong)
