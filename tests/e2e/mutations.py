"""Single changes to a report, each of which a verification must notice.

A change is made to a document that has been read, and taken back afterwards. Changes of an
attachment are `sealed`: the sha256 that the ledger and the colophon hold are made to fit, so that
only a check of what is said can notice them.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from typing import Any

from jaarbericht.audit.verify.pdf.content import Content, PageContent, Piece, Stroke
from jaarbericht.audit.verify.pdf.file import Document, Node

LEDGER = "ledger.json"
Ledger = dict[str, Any]
Lay = Callable[[Document], Any]


@dataclass(frozen=True)
class Mutation:
    """One change: its class, what it is, and how to lay it over a document for a while."""

    sort: str
    name: str
    lay: Callable[[Document], Any]

    @contextmanager
    def laid(self, document: Document) -> Iterator[Document]:
        """The document with the change; what its elements worked out before is forgotten."""
        with self.lay(document) as changed:
            _forget(_elements(document))
            yield changed
        _forget(_elements(document))


def _elements(document: Document) -> Iterator[Node]:
    """Every element, also one that a change took out of the structure."""
    met: set[int] = set()
    waiting = [document.root, *document.ids.values()]
    while waiting:
        node = waiting.pop()
        if id(node) not in met:
            met.add(id(node))
            yield node
            waiting += [kid for kid in node.kids if isinstance(kid, Node)]


def _forget(elements: Iterable[Node]) -> None:
    """Let elements work out anew what they say."""
    for node in elements:
        for name in ("_nodes", "words", "text", "whole"):
            vars(node).pop(name, None)


def everything(document: Document, seed: int, few: int) -> Iterator[Mutation]:
    """All sorts of changes; `few` is how many of the commonest sorts."""
    yield from texts(document, seed, 5 * few)
    yield from words(document, seed, few)
    yield from typed_words(document)
    yield from moves(document, seed, 5 * few)
    yield from places(document, seed, few)
    yield from frame(document, seed)
    yield from lists(document, seed)
    yield from drawings(document, seed, few)
    yield from ledgers(document, seed, few)
    yield from data(document, seed, 1)
    yield from attachments(document, seed)


# Of the text of the pages


def texts(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """A digit of any text of any page becomes another: prose, table, drawing, annex, margins."""
    dice = random.Random(seed)
    places = _by_region(document)
    for region, found in sorted(places.items()):
        digits = [(c, i) for c, i in found if re.search(r"\d", c.pieces[i].text)]
        for content, index in dice.sample(digits, min(each, len(digits))):
            text = content.pieces[index].text
            at = dice.choice([m.start() for m in re.finditer(r"\d", text)])
            other = dice.choice([d for d in "0123456789" if d != text[at]])
            changed = text[:at] + other + text[at + 1 :]
            yield _painted(f"digit in {region}", f"‘{text}’ → ‘{changed}’", content, index, changed)


def words(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """A word that depends on a value, a sign or a mark becomes another, or goes."""
    dice = random.Random(seed)
    swaps = [
        (r"\bsteeg\b", "daalde"), (r"\bdaalde\b", "steeg"), (r"\bmeer\b", "minder"),
        (r"\bminder\b", "meer"), (r"\bhoger\b", "lager"), (r"\bbijna\b", "ruim"),
        (r"\bruim\b", "bijna"), (r"\bprocent\b", "procentpunt"), (r"\bduizend\b", "miljoen"),
        (r"\bmiljoen\b", "duizend"), (r"−", "+"), (r"\*", ""),
    ]  # fmt: skip
    everywhere = [place for found in _by_region(document).values() for place in found]
    for pattern, other in swaps:
        found = [(c, i) for c, i in everywhere if _of_value(c, i, pattern)]
        for content, index in dice.sample(found, min(each, len(found))):
            text = content.pieces[index].text
            changed = re.sub(pattern, other, text, count=1)
            yield _painted(f"‘{pattern}’", f"‘{text}’ → ‘{changed}’", content, index, changed)


def typed_words(document: Document) -> Iterator[Mutation]:
    """Page and ledger alike: a word that somebody typed says the opposite, or another time."""
    ledger = json.loads(document.attachments[LEDGER])
    printed = {one["id"]: one for one in ledger["printed"]}
    for old, new, ops in _TYPED:
        for number, passage in enumerate(ledger["passages"]):
            if passage["text"].count(old) != 1:
                continue
            found = {
                ledger["quantities"][printed[id]["quantity"]]["expression"].get("op")
                for id, _ in passage["printed"]
                if printed[id]["quantity"] and printed[id]["kind"] in ("getal", "omvang")
            }
            place = _place_of(document, passage["text"], old) if found & ops else None
            if place:
                yield _typed_otherwise(ledger, number, old, new, *place)


# What is exchanged, and an operation of a number of such a passage.
_TYPED = (
    ("hoogste waarde", "laagste waarde", {"maximum"}),
    ("laagste punt", "hoogste punt", {"minimum"}),
    (" per jaar. ", " per week. ", {"cagr"}),
    ("dan een jaar eerder.", "dan een maand eerder.", {"growth"}),
)


def _place_of(document: Document, passage: str, words: str) -> tuple[Content, int] | None:
    """The piece of the block of a passage that has some words."""
    whole = "".join(passage.split())
    blocks = [node for node in document.root.below() if node.words == whole]
    pieces = [
        (content, i) for block in blocks[-1:] for content in block.own()
        for i, piece in enumerate(content.pieces) if words.strip() in piece.text
    ]  # fmt: skip
    return pieces[0] if pieces else None


def _typed_otherwise(
    ledger: Ledger, number: int, old: str, new: str, content: Content, index: int
) -> Mutation:
    changed = {**ledger, "passages": deepcopy(ledger["passages"])}
    passage = changed["passages"][number]
    at, longer = passage["text"].index(old), len(new) - len(old)
    passage["text"] = passage["text"].replace(old, new)
    passage["printed"] = [[id, n + longer if n > at else n] for id, n in passage["printed"]]

    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = content.pieces[index]
        text = before.text.replace(old.strip(), new.strip())
        content.pieces[index] = Piece(text, before.at)
        try:
            with sealed(document, {}, changed) as whole:
                yield whole
        finally:
            content.pieces[index] = before

    return Mutation("typed word", f"‘{old}’ → ‘{new}’ in passage {number}", lay)


def _of_value(content: Content, index: int, pattern: str) -> bool:
    return re.search(pattern, content.pieces[index].text) is not None


def _painted(sort: str, name: str, content: Content, index: int, text: str) -> Mutation:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = content.pieces[index]
        content.pieces[index] = Piece(text, before.at)
        try:
            yield document
        finally:
            content.pieces[index] = before

    return Mutation(sort, name, lay)


def _by_region(document: Document) -> Mapping[str, list[tuple[Content, int]]]:
    """The pieces of the prose, of tables, drawings, footnotes, the annex, lists and margins."""
    found: dict[str, list[tuple[Content, int]]] = {}
    for part in (kid for kid in document.root.kids if isinstance(kid, Node)):
        heading = next(iter(part.all("H1")), None)
        name = heading.id if heading else "cover"
        for node in part.below():
            region = {"Figure": "drawing", "TD": "table", "TH": "table"}.get(node.kind)
            region = region if name.startswith("h-") and region else _NAMES.get(name, "prose")
            for content in (kid for kid in node.kids if isinstance(kid, Content)):
                for index in range(len(content.pieces)):
                    found.setdefault(region, []).append((content, index))
    for page in document.pages:
        for index in range(len(page.artifacts.pieces)):
            found.setdefault("margin", []).append((page.artifacts, index))
    return found


_NAMES = {
    "verantwoording": "annex", "lijsten": "lists", "inhoud": "contents", "colofon": "colophon",
    "cover": "cover", "bronnen": "sources", "register": "index", "h-begrippen": "terms",
}  # fmt: skip


def moves(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """Two numbers of the prose change places, with their ids, links and marks."""
    dice = random.Random(seed)
    placed = [node for id, node in document.ids.items() if id.startswith("p-n") and node.targets]
    for _ in range(each):
        one, other = dice.sample(placed, 2)
        if one.block() is not other.block():
            yield Mutation("number moved", f"{one.id} ↔ {other.id}", _swap(one, other))


def _swap(one: Node, other: Node) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        def change() -> None:
            a, b = one.parent, other.parent
            assert a is not None and b is not None
            i, j = a.kids.index(one), b.kids.index(other)
            a.kids[i], b.kids[j] = other, one
            one.parent, other.parent = b, a

        change()
        try:
            yield document
        finally:
            change()

    return lay


# Of the places on the page


def places(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """Two texts trade their places on the page; what is read aloud stays as it is."""
    dice = random.Random(seed)
    for sort, groups in _trading(document).items():
        pairs = [pair for group in groups for pair in combinations(group, 2) if _trades(*pair)]
        for one, other in dice.sample(pairs, min(each, len(pairs))):
            name = f"‘{one.whole[:30]}’ ↔ ‘{other.whole[:30]}’"
            yield Mutation(f"{sort} trade places", name, _places_traded(one, other))


def _trading(document: Document) -> Mapping[str, list[list[Node]]]:
    """Elements that could be taken for each other, in groups."""
    root = document.root
    columns: list[list[Node]] = []
    for table in root.all("TBody"):
        rows = [row.all("TH", "TD") for row in table.all("TR")]
        columns += [list(column) for column in zip(*rows, strict=False)]
    parts = [part for part in root.kids if isinstance(part, Node)]
    return {
        "cells of a column": columns,
        "cells of a row": [row.all("TD") for row in root.all("TR")],
        "captions": [root.all("Caption")],
        "paragraphs": [part.all("P") for part in parts],
        "numbers": [part.all("Link") for part in parts],
        "entries of the contents": [part.all("Reference") for part in root.all("TOC")],
        "footnotes": [root.all("Note")],
    }


def _trades(one: Node, other: Node) -> bool:
    """Whether both stand on one page, in so many lines, and say other things."""
    if one.page != other.page:
        return False
    first, second = ([len(c.pieces) for c in node.own()] for node in (one, other))
    return first == second and "" != one.words != other.words


def _places_traded(one: Node, other: Node) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        pairs = list(zip(one.own(), other.own(), strict=True))
        before = [(content, list(content.pieces)) for pair in pairs for content in pair]
        for first, second in pairs:
            for n, (a, b) in enumerate(zip(first.pieces, second.pieces, strict=True)):
                first.pieces[n], second.pieces[n] = replace(a, at=b.at), replace(b, at=a.at)
        try:
            yield document
        finally:
            for content, pieces in before:
                content.pieces[:] = pieces

    return lay


# Of what frames the text


def frame(document: Document, seed: int) -> Iterator[Mutation]:
    """Words of the margins, the cover and the head of the colophon are others, or more."""
    dice = random.Random(seed)
    margins = [page.artifacts for page in document.pages if len(page.artifacts.pieces) > 1]
    for content in dice.sample(margins, 2):
        index = next(n for n, one in enumerate(content.pieces) if "versie" in one.text)
        text = content.pieces[index].text.replace("Concept", "Vastgesteld")
        yield _painted("word in a margin", text, content, index, text)
    for content in dice.sample(margins, 2):
        number = [page.artifacts for page in document.pages].index(content) + 1
        for text in ("niet", str(number)):
            yield Mutation("word beside the text", text, _more_painted(content, text))
    page = document.pages[dice.randrange(4, 60)]
    line = Stroke(((100.0, 400.0), (160.0, 412.0)), 2.0, False, False)
    yield Mutation("drawing beside the text", "a line", _drawn(page, line))
    part = dice.choice([one for one in document.root.kids if isinstance(one, Node)][4:])
    figure = Node("Figure", pages=[part.page], kids=[Content(strokes=[line], page=part.page)])
    yield Mutation("drawing more", "a line", _kids(part, part.kids[0], [part.kids[0], figure]))
    cover, colophon = [part for part in document.root.kids if isinstance(part, Node)][:2]
    for part, word, other in (
        (cover, "Comité", "Bureau"), (cover, "mkb", "bedrijf"), (cover, "Concept", "Definitief"),
        (colophon, "concept", "definitief"), (colophon, "sindsdien", "niet"),
    ):  # fmt: skip
        content, index = next(
            (kid, n)
            for node in part.all("P", "TD") for kid in node.own()
            for n, one in enumerate(kid.pieces) if word in one.text
        )  # fmt: skip
        changed = content.pieces[index].text.replace(word, other)
        yield _painted("word of the cover or the colophon", changed, content, index, changed)


def lists(document: Document, seed: int) -> Iterator[Mutation]:
    """Contents, annex, sources, lists and index: other headings, fixed words, entries or marks."""
    dice = random.Random(seed)
    parts = {one.id: one.parent for one in document.root.all("H1") if one.parent is not None}
    for id in ("verantwoording", "bronnen", "register"):
        content = next(parts[id].all("P")[0].own())
        text = content.pieces[0].text.replace("hier", "niet")
        yield _painted("word of a fixed text", text, content, 0, f"{text} niet")
    for kind in ("H2", "H3"):
        content = next(dice.choice(parts["verantwoording"].all(kind)).own())
        yield _painted("heading of the annex", kind, content, 0, "Overige getallen")
    labels = [label for label in document.root.all("Lbl") if label.whole]
    notes = [one for one in labels if one.parent and one.parent.kind == "Note"]
    for sort, found in (("note", notes), ("point", [one for one in labels if one.whole == "–"])):
        content = next(dice.choice(found).own())
        text = f"niet {content.pieces[0].text}"
        yield _painted(f"mark of a {sort}", text, content, 0, text)
    for id, kind in (("inhoud", "TOCI"), ("lijsten", "TOCI"), ("verantwoording", "LI")):
        one = dice.choice([one for one in parts[id].all(kind) if not one.all("TOC")])
        yield Mutation("entry that is gone", one.whole[:40], _kids(one.parent, one, []))
    entries = [one for one in labels if one.parent and one.all("Link") and one.parent.all("LBody")]
    for sort, where in (("attachment", parts["lijsten"]), ("item", dice.choice(entries).parent)):
        content = [c for body in where.all("LBody") for n in body.below() for c in n.own()][-1]
        text = f"{content.pieces[-1].text} volgens de AFM"
        yield _painted(f"word of the entry of an {sort}", text, content, -1, text)
    last = parts["h-regio"].kids[-1]
    page = max(page for one in parts["h-regio"].below() for page in one.pages)
    text = Content([Piece("Deze cijfers zijn ingetrokken.", (80.0, 52.0))], page=page)
    row = Node("TR", kids=[Node("TD", kids=[text], pages=[page])], pages=[page])
    table = Node("Table", kids=[row], pages=[page])
    yield Mutation("table more", "regio", _kids(parts["h-regio"], last, [last, table]))
    for id in ("inhoud", "verantwoording", "register"):
        last = parts[id].kids[-1]
        page = max(page for one in parts[id].below() for page in one.pages)
        text = Content([Piece("Geen van deze cijfers klopt.", (80.0, 52.0))], page=page)
        more = Node("P", kids=[text], pages=[page])
        yield Mutation("paragraph more", id, _kids(parts[id], last, [last, more]))


def _kids(parent: Node | None, kid: Any, instead: Sequence[Node | Content]) -> Lay:
    """Other elements in the place of one."""
    assert parent is not None

    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = list(parent.kids)
        gone = [] if kid in instead else [c for node in kid.below() for c in node.own()]
        painted = [(content, content.pieces) for content in gone]
        at = before.index(kid)
        parent.kids[at : at + 1] = instead
        for content in gone:
            content.pieces = []
        try:
            yield document
        finally:
            parent.kids[:] = before
            for content, pieces in reversed(painted):
                content.pieces = pieces

    return lay


def _drawn(page: PageContent, line: Stroke) -> Lay:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        page.marked[9999] = Content(strokes=[line])
        try:
            yield document
        finally:
            del page.marked[9999]

    return lay


def _more_painted(content: Content, text: str) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        content.pieces.append(Piece(text, (300.0, 400.0)))
        try:
            yield document
        finally:
            content.pieces.pop()

    return lay


# Of the drawings


def drawings(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """A corner of a path is painted elsewhere in a drawing; two values change places."""
    dice = random.Random(seed)
    ledger = json.loads(document.attachments[LEDGER])
    for id, item in sorted(ledger["figures"].items()):
        figure = document.ids[item["anchor"]].all("Figure")[0]
        content = next(kid for kid in figure.kids if isinstance(kid, Content))
        for mark in dice.sample(item["marks"], min(each, len(item["marks"]))):
            yield _corner_moved(id, figure, content, item, mark)
        written = [i for i, piece in enumerate(content.pieces) if re.search(r"\d", piece.text)]
        labels = {label["text"] for label in item["labels"]}
        valued = [i for i in written if content.pieces[i].text in labels]
        pairs = [
            (i, j) for i in valued for j in valued
            if i < j and content.pieces[i].text != content.pieces[j].text
        ]  # fmt: skip
        for i, j in dice.sample(pairs, min(1, len(pairs))):
            yield Mutation("values of a drawing change places", id, _pieces_swapped(content, i, j))
        if item["kind"] == "tiles":
            yield from _tiles(id, figure, content, item, dice)
    yield from _painted_otherwise(document, ledger, dice, 2 * each)
    yield from _told_otherwise(document, ledger, dice, each)


def _painted_otherwise(
    document: Document, ledger: Ledger, dice: random.Random, count: int
) -> Iterator[Mutation]:
    """A path of a drawing is white, or a small white one lies over it."""
    for id in dice.sample(sorted(ledger["figures"]), count):
        figure = document.ids[ledger["figures"][id]["anchor"]].all("Figure")[0]
        content = next(kid for kid in figure.kids if isinstance(kid, Content))
        shown = [i for i, one in enumerate(content.strokes) if len(one.corners) > 1]
        i = dice.choice(shown)
        path = content.strokes[i]
        if path.width or path.colour != _WHITE:
            hidden = replace(path, colour=_WHITE, ink=_WHITE)
            yield Mutation("path of a drawing hidden", f"{id} {i}", _strokes(content, i, [hidden]))
        x, y = path.corners[0]
        spots = ((x, y), (x + 6, y), (x + 6, y + 8), (x, y + 8), (x, y))
        over = [path, Stroke(spots, 0.0, filled=True, curved=False, colour=_WHITE)]
        yield Mutation("small shape over a drawing", f"{id} {i}", _strokes(content, i, over))


_WHITE = (1.0, 1.0, 1.0)


def _told_otherwise(
    document: Document, ledger: Ledger, dice: random.Random, each: int
) -> Iterator[Mutation]:
    """Page and ledger alike: a value of a drawing is another, or two of its names trade places."""
    valued = [id for id, item in sorted(ledger["figures"].items()) if item["labels"]]
    for id in dice.sample(valued, each):
        old = dice.choice(ledger["figures"][id]["labels"])["text"]
        yield _texts_traded("value in a drawing and the ledger", document, ledger, id,
                            {old: _last_digit(old)})  # fmt: skip
    rowed = [id for id, item in sorted(ledger["figures"].items()) if item["kind"] in _ROWED]
    for id in dice.sample(rowed, each):
        names = {mark["x"] for mark in ledger["figures"][id]["marks"]}
        whole = sorted(names & {one["text"] for one in ledger["figures"][id]["texts"]})
        if len(whole) > 1:
            one, other = dice.sample(whole, 2)
            yield _texts_traded("names in a drawing and the ledger", document, ledger, id,
                                {one: other, other: one})  # fmt: skip
    timed = [id for id, item in sorted(ledger["figures"].items()) if item["kind"] == "lines"]
    for id in dice.sample(timed, each):
        ticks = {one["text"] for one in ledger["figures"][id]["ticks"] if one["axis"] == "x"}
        years = {text: str(int(text) - 1) for text in ticks if text.isdigit()}
        yield _texts_traded("years in a drawing and the ledger", document, ledger, id, years)


_ROWED = ("bars", "dots", "stacked")


def _texts_traded(
    sort: str, document: Document, ledger: Ledger, id: str, other: Mapping[str, str]
) -> Mutation:
    """Texts of a drawing are others, wherever the figure has them."""
    item = deepcopy(ledger["figures"][id])
    changed = {**ledger, "figures": {**ledger["figures"], id: item}}
    for one in (*item["texts"], *item["labels"], *item["ticks"]):
        one["text"] = other.get(one["text"], one["text"])
    figure = document.ids[item["anchor"]].all("Figure")[0]
    contents = [kid for kid in figure.kids if isinstance(kid, Content)]

    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = [list(one.pieces) for one in contents]
        for one in contents:
            one.pieces[:] = [Piece(other.get(p.text, p.text), p.at) for p in one.pieces]
        try:
            with sealed(document, {}, changed) as whole:
                yield whole
        finally:
            for one, pieces in zip(contents, before, strict=True):
                one.pieces[:] = pieces

    return Mutation(sort, f"{id} {dict(other)}", lay)


def _tiles(
    id: str, figure: Node, content: Content, item: Mapping[str, Any], dice: random.Random
) -> Iterator[Mutation]:
    """A tile of a map has the shade of another class, or of none, or is not there."""
    left, _, right, high = figure.box
    scale = (right - left) / item["size"][0]
    places = [
        {(round(left + x * scale, 1), round(high - y * scale, 1)) for x, y in mark["spots"]}
        for mark in item["marks"]
    ]
    grounds = [
        i for i, one in enumerate(content.strokes)
        if one.filled and {(round(x, 1), round(y, 1)) for x, y in one.corners} in places
    ]  # fmt: skip
    shades = sorted({content.strokes[i].colour for i in grounds})
    for i in dice.sample(grounds, min(2, len(grounds))):
        tile = content.strokes[i]
        other = dice.choice([shade for shade in shades if shade != tile.colour])
        for sort, strokes in (
            ("shade of a tile", [replace(tile, colour=other)]),
            ("shade of no class", [replace(tile, colour=(0.5, 0.5, 0.1))]),
            ("tile without ground", []),
            ("tile painted twice", [tile, replace(tile, colour=other)]),
        ):
            yield Mutation(sort, f"{id} {i}", _strokes(content, i, strokes))


def _strokes(content: Content, i: int, instead: Sequence[Stroke]) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = list(content.strokes)
        content.strokes[i : i + 1] = instead
        try:
            yield document
        finally:
            content.strokes[:] = before

    return lay


def _corner_moved(
    id: str, figure: Node, content: Content, item: Mapping[str, Any], mark: Mapping[str, Any]
) -> Mutation:
    """The first corner of a mark lies one point away from where it should."""
    left, _, right, high = figure.box
    scale = (right - left) / item["size"][0]
    x, y = left + mark["spots"][0][0] * scale, high - mark["spots"][0][1] * scale

    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = content.spots
        content.spots = {
            (a, b + 1.0) if abs(a - x) < 0.05 and abs(b - y) < 0.05 else (a, b) for a, b in before
        }
        try:
            yield document
        finally:
            content.spots = before

    return Mutation("corner of a drawing moved", f"{id} {mark['series']} {mark['x']}", lay)


def _pieces_swapped(content: Content, i: int, j: int) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        before = list(content.pieces)
        one, other = before[i], before[j]
        content.pieces[i] = Piece(other.text, one.at)
        content.pieces[j] = Piece(one.text, other.at)
        try:
            yield document
        finally:
            content.pieces[:] = before

    return lay


# Of the attachments, sealed


def ledgers(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """One thing in the ledger is another."""
    written = document.attachments[LEDGER]
    plain = json.loads(written)
    for sort, choose in LEDGER_CHANGES.items():
        dice = random.Random(f"{seed} {sort}")
        for _ in range(each):
            changed = json.loads(written)
            name = choose(changed, dice)
            if name and changed != plain:
                yield Mutation(f"ledger: {sort}", name, _with_ledger(changed))


def _quantity(ledger: Ledger, dice: random.Random, op: Sequence[str] = ()) -> tuple[str, Any]:
    """A quantity of any kind; with `op` one whose formula begins with such an operation."""
    ids = [
        id for id, q in ledger["quantities"].items()
        if q["form"] and (not op or q["expression"].get("op") in op)
    ]  # fmt: skip
    id = dice.choice(ids)
    return id, ledger["quantities"][id]


def _printed_quantity(ledger: Ledger, dice: random.Random) -> tuple[str, Any]:
    ids = {one["quantity"] for one in ledger["printed"] if one["kind"] in ("getal", "omvang")}
    id = dice.choice(sorted(ids))
    return id, ledger["quantities"][id]


def _value(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice)
    quantity["value"] = str(int(float(quantity["value"].split("/")[0])) + 1)
    return id


def _operation(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice, ("growth", "share", "index", "per", "difference"))
    other = {"growth": "share", "share": "growth", "index": "growth"}
    quantity["expression"]["op"] = other.get(quantity["expression"]["op"], "sum")
    return id


def _operands(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice, ("growth", "share", "index", "difference", "per"))
    args = quantity["expression"]["args"]
    args[0], args[1] = args[1], args[0]
    return id if args[0] != args[1] else ""


def _neighbour(ledger: Ledger, dice: random.Random) -> str:
    """A formula uses another cell of the same table; the ledger knows that cell too."""
    id, quantity = _quantity(ledger, dice)
    leaf = next(_leaves(quantity["expression"]), None)
    if leaf is None or "cell" not in leaf:
        return ""
    here = ledger["cells"][leaf["cell"]]
    others = [
        key for key, cell in ledger["cells"].items()
        if cell["table"] == here["table"] and key != leaf["cell"]
    ]  # fmt: skip
    leaf["cell"] = dice.choice(others) if others else leaf["cell"]
    return id


def _leaves(tree: Any) -> Iterator[Any]:
    if "op" in tree:
        for arg in tree["args"]:
            yield from _leaves(arg)
    elif "cell" in tree:
        yield tree


def _constant(ledger: Ledger, dice: random.Random) -> str:
    found = [
        (id, tree)
        for id, q in ledger["quantities"].items()
        if not _chooses(q["expression"])
        for tree in _constants(q["expression"])
    ]
    id, tree = dice.choice(found)
    tree["constant"] = str(int(float(tree["constant"].split("/")[0])) * 10 + 1)
    return id


def _constants_alike(ledger: Ledger, dice: random.Random) -> str:
    """Both scales of a ratio are ten times as large, so that its value stays the same."""
    found = [
        (id, q["expression"]["args"]) for id, q in ledger["quantities"].items()
        if q["expression"].get("op") in ("growth", "index", "share") and id.count(".") > 1
        and all(arg.get("op") == "product" for arg in q["expression"]["args"])
    ]  # fmt: skip
    id, args = dice.choice(found)
    for arg in args:
        arg["args"][-1]["constant"] += "0"
    return id


def _chooses(tree: Any) -> bool:
    """Whether a part of the formula may have no say in the outcome."""
    extreme = tree.get("op") in ("maximum", "minimum", "rank")
    return extreme or any(map(_chooses, tree.get("args", ())))


def _constants(tree: Any) -> Iterator[Any]:
    if "constant" in tree:
        yield tree
    for arg in tree.get("args", ()):
        yield from _constants(arg)


def _decimals(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice)
    quantity["form"]["decimals"] += 1
    return id


def _scale(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice)
    quantity["form"]["scale"] *= 10
    return id


def _signed(ledger: Ledger, dice: random.Random) -> str:
    rows = [(id, q) for id, q in ledger["quantities"].items()
            if q["form"] and not q["value"].startswith("-") and id.count(".") > 1]  # fmt: skip
    id, quantity = dice.choice(rows)
    quantity["form"]["signed"] = not quantity["form"]["signed"]
    return id


def _unit(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice)
    quantity["unit"] = "banen" if quantity["unit"] != "banen" else "bedrijven"
    return id


def _population(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _printed_quantity(ledger, dice)
    quantity["population"] = f"andere {quantity['population']}"
    return id


def _population_of_a_point(ledger: Ledger, dice: random.Random) -> str:
    """A point that no text prints is of the group of a figure of other cells."""
    points = [id for id in ledger["quantities"] if id.count(".") > 1]
    one, other = dice.sample(points, 2)
    groups = [ledger["quantities"][id]["population"] for id in (one, other)]
    if "citation" in json.dumps(ledger["quantities"][one]["expression"]):
        return ""
    ledger["quantities"][one]["population"] = groups[1]
    return f"{one} ← {other}" if groups[0] != groups[1] else ""


def _cell_count(ledger: Ledger, dice: random.Random) -> str:
    """The annex says another number of cells."""
    many = [id for id, one in ledger["annex"].items() if one.get("cells", "").endswith(" cellen.")]
    id = dice.choice(many)
    ledger["annex"][id]["cells"] = _last_digit(ledger["annex"][id]["cells"])
    return id


def _reason_gone(ledger: Ledger, dice: random.Random) -> str:
    """A ratio of two things, a point that no text prints, has no reason for mixing them."""
    points = {id: q for id, q in ledger["quantities"].items() if q["waivers"] and id.count(".") > 1}
    id = dice.choice([id for id, q in points.items() if q["expression"].get("op") == "per"])
    ledger["quantities"][id]["waivers"] = []
    return id


def _status(ledger: Ledger, dice: random.Random) -> str:
    id, quantity = _quantity(ledger, dice)
    quantity["status"] = "Definitief" if quantity["status"] != "Definitief" else "Voorlopig"
    return id


def _cell(field: str, change: Callable[[str], str]) -> Callable[[Ledger, random.Random], str]:
    def choose(ledger: Ledger, dice: random.Random) -> str:
        id = dice.choice(sorted(ledger["cells"]))
        ledger["cells"][id][field] = change(str(ledger["cells"][id][field]))
        return id

    return choose


def _last_digit(text: str) -> str:
    found = list(re.finditer(r"\d", text))
    if not found:
        return f"{text}1"
    at = found[-1].start()
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


def _said(field: str, change: Callable[[Any], Any]) -> Callable[[Ledger, random.Random], str]:
    def choose(ledger: Ledger, dice: random.Random) -> str:
        one = dice.choice([p for p in ledger["printed"] if p["kind"] in ("getal", "omvang")])
        one[field] = change(one[field])
        return str(one["id"])

    return choose


def _other_quantity(ledger: Ledger, dice: random.Random) -> str:
    one, other = dice.sample([p for p in ledger["printed"] if p["kind"] == "getal"], 2)
    one["quantity"], other["quantity"] = other["quantity"], one["quantity"]
    return f"{one['id']} ↔ {other['id']}"


def _passage(ledger: Ledger, dice: random.Random) -> str:
    one = dice.choice([p for p in ledger["passages"] if re.search(r"\d", p["text"])])
    one["text"] = _last_digit(one["text"])
    return str(one["text"][:40])


def _revised(ledger: Ledger, dice: random.Random) -> str:
    """A sentence, or a number of those compared, of what was revised since the edition before."""
    part = ledger["revisions"]
    name = dice.choice(["lines", *(name for name, number in part["counts"].items() if number)])
    if name == "lines":
        part["lines"][-1] += " Dat is alles."
    else:
        part["counts"][name] += 1
    return str(name)


def _mark_moved(ledger: Ledger, dice: random.Random) -> str:
    id = dice.choice(sorted(ledger["figures"]))
    mark = dice.choice(ledger["figures"][id]["marks"])
    mark["spots"][0] = [place + 2 for place in mark["spots"][0]]
    return f"{id} {mark['x']}"


def _tiles_swapped(ledger: Ledger, dice: random.Random) -> str:
    """Two regions of a map trade their places."""
    item = _a_map(ledger, dice)
    one, other = dice.sample(item["marks"], 2)
    one["spots"], other["spots"] = other["spots"], one["spots"]
    return f"{one['x']} ↔ {other['x']}"


def _class_limit(ledger: Ledger, dice: random.Random) -> str:
    """A limit of the classes of a map says another value."""
    tick = dice.choice(_a_map(ledger, dice)["ticks"])
    tick["text"] = _last_digit(tick["text"])
    return str(tick["text"])


def _a_map(ledger: Ledger, dice: random.Random) -> Any:
    maps = sorted(id for id, item in ledger["figures"].items() if item["kind"] == "tiles")
    return ledger["figures"][dice.choice(maps)]


def _tick(ledger: Ledger, dice: random.Random) -> str:
    ids = [id for id, item in ledger["figures"].items() if item["ticks"]]
    id = dice.choice(sorted(ids))
    tick = dice.choice(ledger["figures"][id]["ticks"])
    tick["at"] += 20
    return id


def _figure(
    change: Callable[[Any], None], part: str = "marks"
) -> Callable[[Ledger, random.Random], str]:
    """A change of a figure that has such a part."""

    def choose(ledger: Ledger, dice: random.Random) -> str:
        id = dice.choice(sorted(id for id, item in ledger["figures"].items() if item[part]))
        change(ledger["figures"][id])
        return id

    return choose


def _floating(ledger: Ledger, dice: random.Random) -> str:
    """A bar as long as its value that does not begin at zero."""
    ids = [id for id, item in ledger["figures"].items() if item["kind"] in ("bars", "stacked")]
    id = dice.choice(sorted(ids))
    mark = dice.choice(ledger["figures"][id]["marks"])
    side = "xy".index(mark["axis"])
    for spot in mark["spots"]:
        spot[side] += 20
    return f"{id} {mark['x']}"


def _moment(field: str, change: Callable[[Any], Any]) -> Callable[[Ledger, random.Random], str]:
    """A moment that a clock names."""

    def choose(ledger: Ledger, dice: random.Random) -> str:
        id = dice.choice(sorted(id for id, item in ledger["figures"].items() if item["moments"]))
        one = dice.choice(ledger["figures"][id]["moments"])
        one[field] = change(one[field])
        return f"{id} {one['x']}"

    return choose


def _table(field: str, change: Callable[[Any], Any]) -> Callable[[Ledger, random.Random], str]:
    def choose(ledger: Ledger, dice: random.Random) -> str:
        id = dice.choice(sorted(ledger["tables"]))
        ledger["tables"][id][field] = change(ledger["tables"][id][field])
        return id

    return choose


def _entry(part: str, change: Callable[[Any], None]) -> Callable[[Ledger, random.Random], str]:
    """A change of one entry of a list of the ledger."""

    def choose(ledger: Ledger, dice: random.Random) -> str:
        number = dice.randrange(len(ledger[part]))
        change(ledger[part][number])
        return f"{part} {number}"

    return choose


def _edition_state(ledger: Ledger, dice: random.Random) -> str:
    states = {"draft", "embargoed", "final"} - {ledger["edition"]["state"]}
    ledger["edition"]["state"] = dice.choice(sorted(states))
    return str(ledger["edition"]["state"])


def _erratum(ledger: Ledger) -> str:
    parts = {"edition": ledger["edition"]["year"], "date": "2021-12-01", "where": "hoofdstuk Werk"}
    ledger["errata"].append({**parts, "what": "x", "old": "1", "new": "2", "text": "niets"})
    return "niets"


def _sign_gone(ledger: Ledger, dice: random.Random) -> str:
    return str(ledger["signs"].pop(dice.randrange(len(ledger["signs"])))["sign"])


def _places_swapped(ledger: Ledger, dice: random.Random) -> str:
    one, other = dice.sample([e for e in ledger["index"] if e["places"]], 2)
    one["places"], other["places"] = other["places"], one["places"]
    return f"{one['word']} ↔ {other['word']}"


def _of_kind(kind: str, change: Callable[[Any], None]) -> Callable[[Ledger, random.Random], str]:
    """A change of an entry of `printed` of some kind."""

    def choose(ledger: Ledger, dice: random.Random) -> str:
        one = dice.choice([p for p in ledger["printed"] if p["kind"] == kind])
        change(one)
        return str(one["id"])

    return choose


def _word_of_scale(ledger: Ledger, dice: random.Random) -> str:
    """The word of a point that no text prints says another scale."""
    points = [id for id, q in ledger["quantities"].items()
              if id.count(".") > 1 and q["form"]["word"] == "duizend"]  # fmt: skip
    id = dice.choice(points)
    ledger["quantities"][id]["form"]["word"] = "miljoen"
    return id


def _time_of_unit(ledger: Ledger, dice: random.Random) -> str:
    """The unit of a figure, in its caption too, compares with another moment."""
    old, new = "een jaar eerder", "een kwartaal eerder"
    said = [id for id, item in ledger["figures"].items() if item["unit"].endswith(f" {old}")]
    if not said:
        return ""
    id = dice.choice(said)
    ledger["figures"][id]["unit"] = ledger["figures"][id]["unit"].replace(old, new)
    return id


def _word_of_unit(ledger: Ledger, dice: random.Random) -> str:
    """The word of a point that no text prints says another unit."""
    named = ("euro", "kilowattuur")
    points = [id for id, q in ledger["quantities"].items()
              if id.count(".") > 1 and q["form"]["word"].endswith(named)]  # fmt: skip
    id = dice.choice(points)
    form = ledger["quantities"][id]["form"]
    form["word"] = f"{form['word'].rpartition(' ')[0]} dollar".strip()
    return id


def _unit_of_table(ledger: Ledger, dice: random.Random) -> str:
    id = dice.choice(sorted(id for id, item in ledger["shown"].items() if item["unit"]))
    ledger["shown"][id]["unit"] += ", geschat"
    return id


def _chosen_within(ledger: Ledger, dice: random.Random) -> str:
    """Another name is the extreme within a formula."""
    found = [
        (id, arg) for id, q in ledger["quantities"].items()
        for arg in q["expression"].get("args", ()) if "labels" in arg
    ]  # fmt: skip
    id, tree = dice.choice(found)
    tree["chosen"] = next(one for one in tree["labels"] if one != tree["chosen"])
    return id


def _left_out_of_an_extreme(ledger: Ledger, dice: random.Random) -> str:
    """A period that is not the highest or lowest is left out of the choice."""
    found = [
        (id, q["expression"]) for id, q in ledger["quantities"].items()
        if len(q["expression"].get("labels", ())) > 4
        and all(re.fullmatch(r"\d{4}[A-Z]{2}\d\d", one) for one in q["expression"]["labels"])
    ]  # fmt: skip
    id, tree = dice.choice(found)
    inner = range(1, len(tree["labels"]) - 1)
    at = next(n for n in inner if tree["labels"][n] != tree["chosen"])
    del tree["labels"][at], tree["args"][at]
    return id


def _allowed_more(ledger: Ledger, dice: random.Random) -> str:
    pattern = dice.choice([r"[345]\d,\d procent", r"(?<!\w)41,7\s+procent(?!\w)"])
    ledger["allowed"].append({"pattern": pattern, "chapter": "", "reason": "Eenheid."})
    return pattern


LEDGER_CHANGES: Mapping[str, Callable[[Ledger, random.Random], str]] = {
    "value": _value,
    "operation": _operation,
    "operand order": _operands,
    "neighbouring cell": _neighbour,
    "constant": _constant,
    "constants of a ratio": _constants_alike,
    "rounding": _decimals,
    "scale": _scale,
    "sign": _signed,
    "unit": _unit,
    "population": _population,
    "population of a point": _population_of_a_point,
    "reason for a broken rule": _reason_gone,
    "cells of an entry": _cell_count,
    "status": _status,
    "raw text of a cell": _cell("raw", _last_digit),
    "value of a cell": _cell("value", _last_digit),
    "code of a cell": _cell("row", lambda text: str(int(text) + 1)),
    "status of a cell": _cell(
        "status", lambda s: "Voorlopig" if s != "Voorlopig" else "Definitief"
    ),
    "printed text": _said("text", _last_digit),
    "status mark": _said("mark", lambda mark: "" if mark else "*"),
    "kind of printing": _said("kind", lambda kind: "richting"),
    "another number": _other_quantity,
    "passage": _passage,
    "fact of the edition": _of_kind("editie", lambda one: one.update(asked=["versie"])),
    "what a reference names": _of_kind("verwijzing", lambda one: one.update(asked=["colofon"])),
    "chapter of a text": _of_kind("verwijzing", lambda one: one.update(chapter="begrippen")),
    "period of a text that has none": _of_kind("getal", lambda o: o.update(period="2019JJ00")),
    "word of scale": _word_of_scale,
    "word of a unit": _word_of_unit,
    "time of a unit": _time_of_unit,
    "unit of a table": _unit_of_table,
    "name within a formula": _chosen_within,
    "period left out of an extreme": _left_out_of_an_extreme,
    "allowed term": _allowed_more,
    "what was revised": _revised,
    "place in a drawing": _mark_moved,
    "value of an axis": _tick,
    "kind of a figure": _figure(
        lambda item: item.update(kind="bars" if item["kind"] != "bars" else "dots")
    ),
    "height of a figure": _figure(lambda item: item.update(size=[item["size"][0], 999])),
    "plot of a value": _figure(lambda item: item["ticks"][-1].update(panel=9), "ticks"),
    "point of a value": _figure(lambda item: item["labels"][0].update(x="elders"), "labels"),
    "floating bar": _floating,
    "name of a moment": _moment("text", _last_digit),
    "period of a moment": _moment("x", _last_digit),
    "place of a moment": _moment("at", lambda at: [at[0] + 40, at[1]]),
    "meaning of a term": _entry("glossary", lambda e: e.update(definition=e["source"])),
    "name of a term": _entry("glossary", lambda e: e.update(term=f"{e['term']}s")),
    "use of a term": _entry("glossary", lambda e: e["uses"].pop()),
    "forms of a term": _entry("glossary", lambda e: e.update(forms=["fiets"])),
    "word of the index": _entry("index", lambda e: e.update(word=f"{e['word']}s")),
    "place of the index": _places_swapped,
    "explanation in the index": _entry("index", lambda e: e.update(explained="h-voorwerk")),
    "meaning of a sign": _entry("signs", lambda e: e.update(meaning="definitief cijfer")),
    "sign that is not explained": _sign_gone,
    "erratum that is not printed": lambda ledger, dice: _erratum(ledger),
    "places of tiles": _tiles_swapped,
    "limit of a class": _class_limit,
    "sha256 of a table": _table("sha256", _last_digit),
    "rows of a table": _table("rows", lambda rows: rows + 1),
    "state of the edition": _edition_state,
    "state of a table": _table("newer_than_cutoff", lambda newer: not newer),
}


def _with_ledger(ledger: Ledger) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        with sealed(document, {}, ledger) as changed:
            yield changed

    return lay


def data(document: Document, seed: int, each: int) -> Iterator[Mutation]:
    """A field of the data of a figure or table, of cells.csv or of the lock is another."""
    dice = random.Random(seed)
    names = [name for name in document.attachments if name.endswith(".csv")]
    for name in sorted(names):
        rows = list(csv.reader(io.StringIO(document.attachments[name].decode())))
        for _ in range(each):
            row, column = dice.randrange(1, len(rows)), dice.randrange(len(rows[0]))
            changed = deepcopy(rows)
            changed[row][column] = _last_digit(changed[row][column])
            sort = "cells.csv" if name == "cells.csv" else "data of a figure or table"
            what = f"{name} {rows[0][column]} of row {row}"
            yield Mutation(sort, what, _with_files({name: _csv(changed)}))
    for name in dice.sample(sorted(set(names) - {"cells.csv"}), 2 * each):
        head, one, other, *rest = csv.reader(io.StringIO(document.attachments[name].decode()))
        files = {name: _csv([head, other, one, *rest])}
        yield Mutation("rows of data exchanged", name, _with_files(files))
    (lock,) = [name for name in document.attachments if name.endswith(".yaml")]
    text = document.attachments[lock].decode()
    used = json.loads(document.attachments[LEDGER])["tables"]
    for id in sorted(used):
        at = text.index("sha256: ", text.index(f"{id}:")) + len("sha256: ")
        changed_text = text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :]
        yield Mutation("lock", id, _with_files({lock: changed_text.encode()}))


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def attachments(document: Document, seed: int) -> Iterator[Mutation]:
    """An attachment is gone, has another byte, or has changed places with another; not sealed."""
    dice = random.Random(seed)
    names = sorted(document.attachments)
    for name in names:
        others = {n: b for n, b in document.attachments.items() if n != name}
        yield Mutation("attachment removed", name, _with_attachments(others))
        content = bytearray(document.attachments[name])
        content[dice.randrange(len(content))] ^= 1
        changed = {**document.attachments, name: bytes(content)}
        yield Mutation("attachment changed", name, _with_attachments(changed))
        other = dice.choice([n for n in names if n != name])
        swapped = {
            **document.attachments,
            name: document.attachments[other],
            other: document.attachments[name],
        }
        yield Mutation("attachments swapped", f"{name} ↔ {other}", _with_attachments(swapped))


def _with_attachments(changed: Mapping[str, bytes]) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        yield replace(document, attachments=changed)

    return lay


def _with_files(files: Mapping[str, bytes]) -> Callable[[Document], Any]:
    @contextmanager
    def lay(document: Document) -> Iterator[Document]:
        with sealed(document, files, json.loads(document.attachments[LEDGER])) as changed:
            yield changed

    return lay


@contextmanager
def sealed(document: Document, files: Mapping[str, bytes], ledger: Ledger) -> Iterator[Document]:
    """The document with other attachments, and every sha256 that speaks of them made to fit."""
    hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
    ledger = {**ledger, "attachments": {**ledger["attachments"], **hashes}}
    content = json.dumps(ledger, ensure_ascii=False).encode()
    before = sha256(document.attachments[LEDGER]).hexdigest()
    after = sha256(content).hexdigest()
    changed = replace(document, attachments={**document.attachments, **files, LEDGER: content})
    colophon = document.ids["colofon"].parent
    assert colophon is not None
    around = [document.root, *colophon.below()]
    holders = [kid for node in around[1:] for kid in node.kids if isinstance(kid, Content)]
    texts = {id(one): list(one.pieces) for one in holders}
    _replace_hash(holders, before, after)
    _forget(around)
    try:
        yield changed
    finally:
        for one in holders:
            one.pieces[:] = texts[id(one)]
        _forget(around)


def _replace_hash(holders: Sequence[Content], before: str, after: str) -> None:
    """Paint another sha256, which may run over several lines."""
    spots = [
        (one, i, k) for one in holders for i, p in enumerate(one.pieces) for k in range(len(p.text))
    ]
    text = "".join(one.pieces[i].text[k] for one, i, k in spots)
    plain = [n for n, character in enumerate(text) if not character.isspace()]
    start = "".join(text[n] for n in plain).index(before)
    for offset, character in enumerate(after):
        one, i, k = spots[plain[start + offset]]
        piece = one.pieces[i]
        one.pieces[i] = Piece(piece.text[:k] + character + piece.text[k + 1 :], piece.at)
