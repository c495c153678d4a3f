"""Check: what was revised since the edition before is computed again, and stands so in the annex.

From the PDF alone: each row by its formula over the raw texts of then and of now, each printed
text, each sentence from its counts, the section word for word. How many numbers were compared, and
that one has no row, `built/kept` looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from jaarbericht.audit.verify.evaluate import (
    MARKS,
    MONTHS,
    NBSP,
    CannotEvaluate,
    chosen,
    digits,
    leaves,
    period_words,
    periods_of,
    printed,
    status_of,
    value_of,
)
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.page.margins import STATES
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node
from jaarbericht.audit.verify.problem import Problem, sentence
from jaarbericht.audit.verify.words.covering import says
from jaarbericht.audit.verify.words.places import MARKED

SECTION = "bijgesteld"
KINDS = {
    "figure": "cijfer bijgesteld", "secret": "niet meer gegeven", "unit": "andere eenheid",
    "cell": "cel niet meer aanwezig",
}  # fmt: skip
_HEADS = ("Wat het is", "Vorige editie", "Nu", "Aard")
_REST = {
    "hidden": "Getallen die zijn bijgesteld zonder dat de afronding dat laat zien",
    "status": "Getallen waarvan alleen de status veranderde, zoals van voorlopig in definitief",
    "redefined": "Getallen die deze editie met een andere groep, eenheid of formule berekent",
    "unused": "Getallen uit tabellen die deze editie niet gebruikt, en die dus niet te vergelijken"
    " zijn",
}
_MORE = 6
Part = Mapping[str, Any]


def check_revisions(evidence: Evidence) -> Iterator[Problem]:
    """The sentences and rows of the annex, and that the section has just those."""
    part = evidence.ledger["revisions"]
    if list(part["lines"]) != list(_lines(part)):
        yield _problem(SECTION, "its sentences are not those that its counts make")
    if len(part["rows"]) != part["counts"].get("rows", 0):
        yield _problem(SECTION, "it has another number of rows than it says")
    used: set[str] = set()
    for row in part["rows"]:
        used |= {leaf for _, leaf in leaves(row["expression"])}
        try:
            yield from _row(row, part)
        except (CannotEvaluate, ArithmeticError) as error:
            yield _problem(row["id"], f"its formula cannot be evaluated: {error}")
    if used != part["cells"].keys() | part["citations"].keys():
        yield _problem(SECTION, "its cells are not those of its rows")
    yield from _tables(part, evidence.ledger)
    yield from _cells(part, evidence.ledger)
    yield from _citations(part, evidence.ledger)
    yield from _section(evidence, part)


def _lines(part: Part) -> Iterator[str]:
    earlier, counts = part["earlier"], part["counts"]
    if earlier is None:
        yield (
            "Deze editie heeft in dit project geen voorganger, zodat er geen eerder jaarbericht is"
            " om mee te vergelijken."
        )
    elif not earlier["kept"]:
        yield (
            f"De getallen van editie {earlier['year']} zijn niet bewaard. Welke daarvan zijn"
            " bijgesteld, is hier daarom niet te zeggen."
        )
    else:
        yield from _compared(earlier, counts)


def _compared(earlier: Part, counts: Mapping[str, int]) -> Iterator[str]:
    year, month, day = earlier["cutoff"].split("-")
    when = f"{int(day)}{NBSP}{MONTHS[int(month) - 1]} {year}"
    state = STATES[earlier["state"]][0].lower()
    yield (
        f"Vergeleken is met {earlier['title']}, versie {earlier['version']}"
        f" ({state}, peildatum {when}), zoals dit project die editie heeft"
        " gemaakt en bewaard. Elk getal daaruit is opnieuw berekend: met de formule en de perioden"
        " van toen, en met de tabellen van nu."
    )
    said = {name: digits(Fraction(number), 0) for name, number in counts.items()}
    if counts["rows"] or counts["points_revised"]:
        yield (
            f"Van de getallen in de tekst ({said['numbers']}) zouden er {said['rows']} nu anders"
            f" worden gedrukt; van de cijfers in figuren en tabellen ({said['points']}) zijn er"
            f" {said['points_revised']} bijgesteld."
        )
    else:
        yield (
            f"Van de getallen in de tekst ({said['numbers']}) zou er geen enkel nu anders worden"
            f" gedrukt; van de cijfers in figuren en tabellen ({said['points']}) is er geen"
            " bijgesteld."
        )
    if counts["same"]:
        yield (
            f"Tabellen waarvan beide edities dezelfde stand gebruiken: {counts['same']} van de"
            f" {counts['tables']}. In zo'n tabel kan een bijstelling tussen de twee edities niet"
            " blijken."
        )
    yield from (f"{words}: {said[name]}." for name, words in _REST.items() if counts[name])


def _row(row: Part, part: Part) -> Iterator[Problem]:
    old, now = _figures(part, "old"), _figures(part, "now")
    kind, value = _now(row, part, now)
    found = {
        "old": str(value_of(row["expression"], old)),
        "now": None if value is None else str(value),
        "old_status": status_of(row["expression"], old),
        "now_status": "" if value is None else status_of(row["expression"], now),
        "kind": kind,
        "periods": periods_of(row["expression"], old),
    }
    for name, text in found.items():
        if row[name] != text:
            yield _problem(row["id"], f"{name} is ‘{row[name]}’, its cells give ‘{text}’")
    tree = row["expression"]
    if "chosen" in tree and tree["chosen"] not in chosen(tree, old):
        yield _problem(row["id"], f"‘{tree['chosen']}’ was not the {tree['op']}")
    for said in row["said"]:
        now_text = said_of(row, said, "now", now) if value is not None else ""
        wanted = (said_of(row, said, "old", old), now_text)
        if (said["old"], said["now"]) != wanted:
            yield _problem(row["id"], f"‘{said['old']}’, ‘{said['now']}’ should be {wanted}")
    if row["texts"] != _texts(row):
        yield _problem(row["id"], f"its row is {row['texts']}, not {_texts(row)}")


def _now(row: Part, part: Part, now: Part) -> tuple[str, Fraction | None]:
    """The kind of revision, and the value that the cells of now give."""
    used = [leaf for kind, leaf in leaves(row["expression"]) if kind == "cell"]
    gone = {part["cells"][leaf]["gone"] for leaf in used} - {""}
    order = ("secret", "unit", "cell", "table")
    if gone:
        return max(gone, key=order.index), None
    try:
        return "figure", value_of(row["expression"], now)
    except CannotEvaluate:
        return "figure", None


def _figures(part: Part, side: str) -> Part:
    """The cells and citations of one side, as a ledger has them."""
    cells = {}
    for id, one in part["cells"].items():
        found = one if side == "old" else one["now"]
        if found is not None:
            cells[id] = {"raw": found["raw"], "status": found["status"], "codes": one["codes"]}
    cited = part["citations"].items()
    return {
        "cells": cells,
        "citations": {key: one if side == "old" else {**one, **one["now"]} for key, one in cited},
    }


def said_of(row: Part, said: Part, side: str, figures: Part) -> str:
    """What a call prints with the figures of one side, with its mark."""
    kind, *asked = said["words"]
    ledger = {**figures, "quantities": {row["id"]: row}}
    call = {"kind": kind, "asked": asked, "quantity": row["id"], "text": said[side]}
    mark = MARKS.get(row[f"{side}_status"], "") if kind in MARKED else ""
    return printed(call, ledger) + mark


def _texts(row: Part) -> list[str]:
    """The cells of a row of the annex."""
    old, now = (
        " | ".join(dict.fromkeys(said[side] for said in row["said"])) for side in ("old", "now")
    )
    kind = " ".join(filter(None, (KINDS.get(row["kind"], row["kind"]), _difference(row))))
    when = [period_words(code, "kort") for code in row["periods"][-1:]]
    what = f"{row['about']} ({'; '.join([*when, row['id']])})".strip()
    return [what, old, now or "–", kind]


def _difference(row: Part) -> str:
    if row["form"] is None or row["now"] is None or row["now"] == row["old"]:
        return ""
    form = row["form"]
    value = (Fraction(row["now"]) - Fraction(row["old"])) / form["scale"]
    decimals = form["decimals"]
    while abs(value) < Fraction(1, 2 * 10**decimals) and decimals < form["decimals"] + _MORE:
        decimals += 1
    word = "procentpunt" if form["word"] == "procent" else form["word"]
    return NBSP.join(filter(None, (digits(value, decimals, signed=True), word)))


def _tables(part: Part, ledger: Part) -> Iterator[Problem]:
    """How many tables both editions use in one state."""
    counts = part["counts"]
    if counts and (counts["tables"], counts["same"]) != (
        len(part["tables"]),
        sum(is_same_table(id, part, ledger) for id in part["tables"]),
    ):
        yield _problem(SECTION, "it says of another number of tables that they are the same")


def is_same_table(table: str, part: Part, ledger: Part) -> bool:
    """Whether both editions use one state of a table."""
    now = ledger["tables"].get(table, {})
    return bool(now) and now["sha256"] == part["tables"].get(table)


def _cells(part: Part, ledger: Part) -> Iterator[Problem]:
    """Each cell is there or gone; as it was, in a table that is; and as the report uses it now."""
    for id, one in part["cells"].items():
        now = one["now"]
        if (now is None) == (one["gone"] == ""):
            yield _problem(id, "it is both there and gone, or neither")
            continue
        said = (now["raw"], now["status"]) if now else ()
        if is_same_table(one["table"], part, ledger) and said != (one["raw"], one["status"]):
            yield _problem(id, "its table is the same, and the cell is not")
        used = ledger["cells"].get(f"{one['table']}/{now['row']}/{now['topic']}" if now else "")
        if used and (used["raw"], used["status"], used["codes"]) != (*said, one["codes"]):
            yield _problem(id, "it is not what the report itself uses of that cell")


def _citations(part: Part, ledger: Part) -> Iterator[Problem]:
    """Each published figure is as the report cites it now, or else as it was."""
    for key, one in part["citations"].items():
        told = cited_now(key, one, ledger)
        for name in ("value", "status"):
            if one["now"][name] != told[name]:
                yield _problem(key, f"its {name} of now is ‘{one['now'][name]}’, not"
                               f" ‘{told[name]}’")  # fmt: skip


def cited_now(key: str, old: Part, ledger: Part) -> Part:
    """A published figure as the report cites it; as it was when the report does not cite it."""
    now: Part = ledger["citations"].get(key, old)
    return now if (now["unit"], now["period"]) == (old["unit"], old["period"]) else old


def _section(evidence: Evidence, part: Part) -> Iterator[Problem]:
    """The section has the sentences and the rows in their order, and nothing else."""
    heading = evidence.document.ids.get(SECTION)
    if heading is None or heading.parent is None:
        yield _problem(SECTION, "the annex has no such section")
        return
    heads = _HEADS if part["rows"] else ()
    wanted = [*part["lines"], *heads, *(text for row in part["rows"] for text in row["texts"])]
    found = [node for node in heading.parent.below() if _holds(node)]
    expected = [heading.text, *filter(None, wanted)]
    differing = (a.whole for a, b in zip(found, expected, strict=False) if not says(a, b))
    odd = next(differing, "")
    if odd or len(found) != len(expected):
        yield _problem(SECTION, f"it is not as the ledger has it: ‘{odd[:60]}’")


def _holds(node: Node) -> bool:
    """Whether an element is a block that holds its own words."""
    return node.kind in BLOCKS and bool(node.whole)


def _problem(where: str, what: str) -> Problem:
    return Problem("revision", where, sentence(what))
