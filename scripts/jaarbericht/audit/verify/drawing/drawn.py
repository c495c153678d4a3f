"""Check: drawings are in proportion to their data, and the PDF paints them so.

The ledger tells where each point of a figure lies. Along its axis that place must follow from the
exact value, on the same scale as the named values of the axis; and there the PDF must have a line,
a symbol or a bar, with the value beside it where one is written. Nothing else may be painted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jaarbericht.audit.verify.drawing.labelled import wrong_labels
from jaarbericht.audit.verify.drawing.named import wrong_names
from jaarbericht.audit.verify.drawing.paths import wrong_paths
from jaarbericht.audit.verify.drawing.proportion import (
    TILES,
    Values,
    in_proportion,
    scales_of,
    values_of,
)
from jaarbericht.audit.verify.drawing.sheet import Sheet
from jaarbericht.audit.verify.drawing.tiled import painted_tiles
from jaarbericht.audit.verify.drawing.wording import other_words
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import Item
from jaarbericht.audit.verify.pdf.content import Content
from jaarbericht.audit.verify.pdf.file import squeezed
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence


def check_drawings(evidence: Evidence) -> Iterator[Problem]:
    """Every figure that the ledger places."""
    points = values_of(evidence.ledger)
    for id, item in evidence.ledger["figures"].items():
        try:
            for what in (
                *in_proportion(item, points[id]),
                *_written(id, item, evidence),
                *_painted(id, item, points[id], evidence),
            ):
                yield _problem(id, what)
        except MALFORMED as error:
            yield _problem(id, f"the places of its points cannot be read: {error!r}")


def _written(id: str, item: Item, evidence: Evidence) -> Iterator[str]:
    """Values and names are those of the data, each at what it is of."""
    rows = evidence.data[item["attachment"]]
    printed = {row["id"]: row["afgedrukt"] for row in rows}
    texts = {
        point: printed[name]
        for mark in item["marks"]
        if (name := f"{id}.{mark['series']}.{mark['x']}") in printed
        for point in [(mark["series"], mark["x"])]
    }
    yield from other_words(item, rows)
    yield from wrong_labels(item, texts)
    yield from wrong_names(item, [row["categorie"] for row in rows])


def _painted(id: str, item: Item, values: Values, evidence: Evidence) -> Iterator[str]:
    division = evidence.document.ids.get(item["anchor"])
    figure = next(iter(division.all("Figure")), None) if division else None
    if figure is None or not figure.box:
        return  # told by check_figures
    content = [kid for kid in figure.kids if isinstance(kid, Content)]
    sheet = Sheet(figure, item["size"], content)
    page = f"page {figure.page}"
    if not sheet.is_whole:
        yield f"{page} stretches it"
    for mark in item["marks"]:
        if not all(sheet.has_corner(spot) for spot in mark["spots"]):
            yield f"{page} paints ‘{mark['x']}’ of series {mark['series']} elsewhere"
    for one in (*item["labels"], *item["moments"]):
        if not sheet.has_text(one["text"], one["at"]):
            yield f"{page} does not have ‘{one['text']}’ in its place"
    for tick in item["ticks"]:
        if not sheet.has_tick(tick):
            yield f"{page} names ‘{tick['text']}’ of the axis elsewhere"
    for what in _all_written(item, sheet):
        yield f"{page} {what}"
    if item["kind"] == TILES:
        rows = evidence.data[item["attachment"]]
        for what in painted_tiles(item, values, rows, sheet):
            yield f"on {page} {what}"
        return
    zeros = {plot: scale.zero for plot, scale in scales_of(item, values).items() if scale}
    points = {
        (item["series"].index(row["label"]) + 1, row["categorie"]): row["status"]
        for row in evidence.data[item["attachment"]]
    }
    for what in wrong_paths(item, zeros, points, sheet.strokes()):
        yield f"{page} {what}"


def _all_written(item: Item, sheet: Sheet) -> Iterator[str]:
    """The texts of a drawing are those of the ledger, each in its place, and no other."""
    painted = Counter(squeezed(text) for text, _ in sheet.texts() if text.strip())
    wanted = Counter(squeezed(one["text"]) for one in item["texts"] if one["text"].strip())
    for text in (painted - wanted) + (wanted - painted):
        yield f"does not have ‘{text}’ as often as the ledger"
    for one in item["texts"]:
        if one["text"].strip() and not sheet.has_text(one["text"], one["at"]):
            yield f"does not have ‘{one['text']}’ in its place"


def _problem(id: str, what: str) -> Problem:
    return Problem("drawing", id, sentence(what))
