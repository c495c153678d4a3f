"""What `verify` reads in a typeset drawing is what was drawn, and each change is noticed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import pytest
from figure_builders import figures, quantity, series

from jaarbericht.audit.verify.drawing.labelled import wrong_labels
from jaarbericht.audit.verify.drawing.named import wrong_names
from jaarbericht.audit.verify.drawing.paths import wrong_paths
from jaarbericht.audit.verify.drawing.proportion import in_proportion, scales_of
from jaarbericht.audit.verify.drawing.sheet import Sheet, size_of
from jaarbericht.audit.verify.drawing.tiled import painted_tiles
from jaarbericht.audit.verify.drawing.wording import other_words
from jaarbericht.audit.verify.pdf.content import Content, Stroke
from jaarbericht.audit.verify.pdf.file import read_document
from jaarbericht.cbs.cells import Status
from jaarbericht.cbs.periods import parse_period
from jaarbericht.compose.typeset import typeset
from jaarbericht.files import write_text
from jaarbericht.job import drawn_record
from jaarbericht.lineage.breaks import Break
from jaarbericht.lineage.figures import (
    Event,
    Figure,
    bars,
    columns_over_time,
    dots,
    lines,
    slope,
    spark,
    stacked,
)
from jaarbericht.lineage.forms import balance, count, percent
from jaarbericht.present.alt import alt_text
from jaarbericht.present.csvfiles import figure_csv
from jaarbericht.present.draw import draw

Item = dict[str, Any]
Changed = Sequence[Stroke]


@dataclass(frozen=True)
class Told:
    """A figure as its record and its data tell it, and what the page paints of it."""

    item: Item
    rows: list[dict[str, str]]
    sheet: Sheet

    @property
    def values(self) -> dict[tuple[int, str], float]:
        """By series and category the value on the axis."""
        return {self._of(row): float(row["waarde"]) / self.item["scale"] for row in self._known()}

    def wrong(self, item: Item, strokes: Changed | None = None) -> list[str]:
        """All that the checks of a drawing find; what cannot be read is a finding too."""
        try:
            return self._found(item, strokes)
        except (KeyError, ValueError) as error:
            return [repr(error)]

    def _found(self, item: Item, strokes: Changed | None) -> list[str]:
        printed = {self._of(row): row["afgedrukt"] for row in self._known()}
        found = [*in_proportion(item, self.values), *wrong_labels(item, printed)]
        found += other_words(item, self.rows)
        found += wrong_names(item, [row["categorie"] for row in self.rows])
        if item["kind"] == "tiles":
            return [*found, *painted_tiles(item, self.values, self.rows, self.sheet)]
        zeros = {plot: one.zero for plot, one in scales_of(item, self.values).items() if one}
        points = {
            (item["series"].index(row["label"]) + 1, row["categorie"]): row["status"]
            for row in self.rows
        }
        return [*found, *wrong_paths(item, zeros, points, strokes or list(self.sheet.strokes()))]

    def _known(self) -> Iterator[dict[str, str]]:
        return (row for row in self.rows if row["id"])

    def _of(self, row: dict[str, str]) -> tuple[int, str]:
        _, _, number, x = row["id"].split(".", 3)
        return int(number), x


def more() -> tuple[Figure, ...]:
    """Figures with what is rare: many looks, short and single spans, gaps, negative values."""
    quarters = {f"{y}KW0{q}": y % 7 * 5 + q for y in (2018, 2019, 2020) for q in range(1, 5)}
    ends = {f"{y}KW04": y % 5 + 1 for y in range(2012, 2021)}
    months = {f"{y}MM{m:02d}": (m * y) % 17 for y in range(2008, 2021) for m in range(1, 13)}
    whole = {f"{y}JJ00": y % 6 + 2 for y in range(2008, 2021)}
    gaps = {**whole, "2010JJ00": None, "2012JJ00": None}
    six = {f"reeks {n}": series({k: v + 9 * n for k, v in quarters.items()}) for n in range(6)}
    broken = [Break("T", parse_period("2015JJ00"), "nieuwe methode")]
    final = {name: quantity(n - 3) for n, name in enumerate("abcdefg")}
    late = {name: quantity(2 * n, status=Status.VOORLOPIG) for n, name in enumerate("abcdefg")}
    years = {f"{y}JJ00": y * 5 % 13 - 4 for y in range(2014, 2021)}
    events = [Event(parse_period("2020KW03"), "een lange naam van iets"),
              Event(parse_period("2018KW02"), "begin")]  # fmt: skip
    return (
        lines("zes", six, "aantal", count(), events=events),
        lines("eind", {"een": series(ends)}, "aantal", count()),
        lines(
            "lang",
            {
                "een naam die over twee regels loopt": series(months),
                "kort": series(dict.fromkeys(list(months)[:90], 5)),
            },
            "aantal",
            count(),
            highlight=["kort"],
        ),
        lines("gat", {"een": series(gaps, breaks=broken)}, "aantal", count()),
        spark("klein", series(gaps), "aantal", count()),
        spark("vlak", series({"2019JJ00": 4, "2020JJ00": 4}), "aantal", count()),
        columns_over_time(
            "gegroepeerd",
            {"a": series(years), "b": series(ends)},
            "saldo",
            balance(0),
            highlight=["2019JJ00"],
        ),
        columns_over_time(
            "paar",
            {"a": series(years), "b": series({**years, "2017JJ00": None})},
            "saldo",
            balance(0),
        ),
        bars("negatief", {"a": {n: q * -1 for n, q in late.items()}}, "procent", percent(1)),
        bars("gemengd", {"a": {**final, **{n: late[n] for n in "bd"}}}, "procent", percent(1)),
        stacked(
            "deels",
            {
                "x": late,
                "y": {**late, **{n: quantity(3) for n in "abc"}},
                "z": {"a": quantity(0), "b": None},
            },
            "procent",
            percent(0),
        ),
        dots(
            "drie",
            {"x": final, "y": late, "z": {"a": quantity(5), "c": None}},
            "procent",
            percent(0),
            zero=False,
        ),
        dots("twee", {"x": final, "y": {**late, "c": None}}, "procent", percent(0)),
        stacked(
            "twee delen", {"x": {"a": quantity(3)}, "y": {"a": quantity(4)}}, "aantal", count()
        ),
        slope(
            "op",
            {"2019": final, "2020": {"a": quantity(9), "b": None, "c": late["d"]}},
            "procent",
            percent(0),
        ),
    )


DRAWN = (*figures(), *more())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Every figure, typeset on a page of its own."""
    folder = tmp_path_factory.mktemp("drawn")
    records, body = {}, []
    for figure in DRAWN:
        drawing = draw(figure)
        write_text(folder / f"{figure.id}.svg", drawing.svg.decode())
        body.append(f'<figure id="fig-{figure.id}"><img src="{figure.id}.svg" alt="x" /></figure>')
        records[figure.id] = {
            "kind": figure.kind.value, "series": [escape(s.label) for s in figure.series],
            "scale": figure.form.scale, "alt": alt_text(figure), **drawn_record(drawing),
        }  # fmt: skip
    write_text(
        folder / "index.html",
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title><style>'
        'html{font-family:"Source Sans Pro"} img{display:block;width:100%}'
        f"@page{{size:A4;margin:25mm}} figure{{margin:0;break-after:page}} #fig-klein img,"
        "#fig-vlak img{width:44mm}</style></head><body><h1>Proef</h1>"
        f"{''.join(body)}</body></html>",
    )
    typeset(folder / "index.html", folder / "drawn.pdf", enclosures=(), created=date(2021, 11, 18))
    document = read_document((folder / "drawn.pdf").read_bytes())
    return {figure.id: _told(figure, lists(records[figure.id]), document) for figure in DRAWN}


def _told(figure: Figure, item: Item, document: Any) -> Told:
    (node,) = document.ids[f"fig-{figure.id}"].all("Figure")
    content = [kid for kid in node.kids if isinstance(kid, Content)]
    rows = list(csv.DictReader(io.StringIO(figure_csv(figure, "proef"))))
    return Told(item, rows, Sheet(node, item["size"], content))


def lists(value: Any) -> Any:
    """As read from JSON: no tuples."""
    if isinstance(value, dict):
        return {key: lists(one) for key, one in value.items()}
    return [lists(one) for one in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("id", [figure.id for figure in DRAWN])
def test_what_is_drawn_is_right(id: str, told: dict[str, Told]) -> None:
    assert told[id].wrong(told[id].item) == []
    assert told[id].sheet.is_whole


# Of what the page paints


def changed(
    chosen: Callable[[Stroke], bool], **other: Any
) -> Callable[[Sequence[Stroke]], list[Stroke]]:
    """The first path of a sort is painted otherwise."""

    def change(strokes: Sequence[Stroke]) -> list[Stroke]:
        number = next(n for n, one in enumerate(strokes) if chosen(one))
        return [*strokes[:number], replace(strokes[number], **other), *strokes[number + 1 :]]

    return change


def more_of(**other: Any) -> Callable[[Sequence[Stroke]], list[Stroke]]:
    """One path more, after all that is there."""
    plain: dict[str, Any] = {"width": 0.0, "filled": True, "curved": False}
    extra = Stroke(**{**plain, **other})
    return lambda strokes: [*strokes, extra]


def again(chosen: Callable[[Stroke], bool]) -> Callable[[Sequence[Stroke]], list[Stroke]]:
    """A path is painted twice."""
    return lambda strokes: [*strokes, next(one for one in strokes if chosen(one))]


def cut(strokes: Sequence[Stroke]) -> list[Stroke]:
    """A line of the data is but the places of its corners."""
    one = next(one for one in strokes if is_line(one))
    places = [replace(one, corners=(corner,)) for corner in one.corners]
    return [*(other for other in strokes if other is not one), *places]


def is_line(one: Stroke) -> bool:
    return not one.filled and one.width > 1.1 and len(one.corners) > 1


def is_area(one: Stroke) -> bool:
    return one.filled and not one.curved and min(size_of(one.corners)) > 5 and one.width < 1


def is_open(one: Stroke) -> bool:
    return one.curved and one.colour == WHITE and len(one.corners) > 2


def is_dot(one: Stroke) -> bool:
    return one.curved and one.width > 0 and one.colour != WHITE and len(one.corners) > 2


def box(x: float, y: float, width: float, height: float) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))


def exchanged(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The two series of a drawing trade their colours, but not in the key."""
    one, other = dict.fromkeys(one.colour for one in strokes if is_area(one) and one.width > 0.7)
    trade = {one: other, other: one}
    return [
        replace(path, colour=trade.get(path.colour, path.colour)) if path.width else path
        for path in strokes
    ]


def wide_ground(strokes: Sequence[Stroke]) -> list[Stroke]:
    """The white below a value reaches over its row."""
    number = next(n for n, one in enumerate(strokes) if is_area(one) and one.colour == WHITE)
    (_, top), (_, bottom) = min(strokes[number].corners), max(strokes[number].corners)
    left = min(x for x, _ in strokes[number].corners)
    wide = box(left - 60, min(top, bottom), 80, abs(bottom - top) or 8.7)
    return [*strokes[:number], replace(strokes[number], corners=wide), *strokes[number + 1 :]]


WHITE, RED = (1.0, 1.0, 1.0), (0.7, 0.2, 0.2)
SLANTING, LEVEL = ((60.0, 40.0), (300.0, 80.0)), ((60.0, 50.3), (300.0, 50.3))
PAINTED: dict[str, tuple[str, Callable[[Sequence[Stroke]], list[Stroke]]]] = {
    "white line": ("maanden", changed(is_line, ink=WHITE)),
    "line of almost no dashes": ("maanden", changed(is_line, dashes="[0.01 5000]")),
    "line of places alone": ("lang", cut),
    "line made thin": ("maanden", changed(is_line, width=0.5)),
    "line made thick": ("maanden", changed(is_line, width=40.0)),
    "white bar": ("staven", changed(is_area, colour=WHITE)),
    "pale bar": ("staven", changed(is_area, colour=(0.85, 0.85, 0.85))),
    "dark bar of what is not final": ("gemengd", changed(lambda s: is_area(s) and s.width > 0,
                                                          colour=RED)),
    "bar painted twice": ("staven", again(is_area)),
    "wide outline of a bar": ("stapel", changed(is_area, width=20.0, ink=WHITE)),
    "false dot": ("maanden", more_of(corners=box(200, 50, 4, 4), colour=RED)),
    "white dot over a dot": ("punten", more_of(corners=box(200, 30, 5, 5), colour=WHITE)),
    "ground over a dot": ("punten", wide_ground),
    "dot painted twice": ("punten", again(is_dot)),
    "open dot painted full": ("drie", changed(is_open, colour=RED)),
    "full dot painted open": ("punten", changed(is_dot, colour=WHITE)),
    "white box on digits": ("staven", more_of(corners=box(300, 8, 4.5, 8), colour=WHITE)),
    "short thick line": ("lijnen", more_of(corners=((200.0, 60.0), (205.0, 60.0)), width=100.0,
                                           filled=False, ink=WHITE)),
    "thick place": ("lijnen", more_of(corners=((200.0, 60.0), (200.0, 60.0)), width=2.0,
                                      filled=False)),
    "thin false line": ("lijnen", more_of(corners=SLANTING, width=0.47, filled=False, ink=RED)),
    "white level line": ("maanden", more_of(corners=LEVEL, width=0.8, filled=False, ink=WHITE)),
    "dark level line": ("maanden", more_of(corners=LEVEL, width=0.6, filled=False)),
    "colours of two series": ("twee delen", exchanged),
}  # fmt: skip


@pytest.mark.parametrize("sort", PAINTED)
def test_paths_that_show_or_hide_something_else_are_noticed(
    sort: str, told: dict[str, Told]
) -> None:
    id, change = PAINTED[sort]
    one = told[id]
    strokes = list(one.sheet.strokes())
    assert one.wrong(one.item, change(strokes))


@pytest.mark.parametrize(
    "id", [figure.id for figure in DRAWN if figure.kind.value != "tiles" and figure.id != "lijnen"]
)
def test_each_path_of_the_data_is_missed(id: str, told: dict[str, Told]) -> None:
    one = told[id]
    strokes = list(one.sheet.strokes())
    data = [
        n
        for n, path in enumerate(strokes)
        if (is_line(path) or is_area(path)) and (path.width or path.colour != WHITE)
    ]
    dots = [n for n, path in enumerate(strokes) if is_open(path)]
    for number in (*data[:1], *data[-1:], *dots[:1]):
        if one.item["kind"] != "dots" or not is_line(strokes[number]):
            assert one.wrong(one.item, [*strokes[:number], *strokes[number + 1 :]]), strokes[number]


# Of what the ledger and the page tell alike


def swapped(one: str, other: str) -> Callable[[Item], None]:
    """Two texts of the drawing trade their places."""

    def change(item: Item) -> None:
        trade = {one: other, other: one}
        found = [text for text in item["texts"] if text["text"] in trade]
        assert len(found) == 2
        for text in found:
            text["text"] = trade[text["text"]]

    return change


def renamed(one: str, other: str) -> Callable[[Item], None]:
    """A name of an axis is another."""

    def change(item: Item) -> None:
        found = [text for part in ("texts", "ticks") for text in item[part] if text["text"] == one]
        assert found
        for text in found:
            text["text"] = other

    return change


def years_earlier(item: Item) -> None:
    for text in (*item["texts"], *item["ticks"]):
        if text["text"].isdigit() and len(text["text"]) == 4:
            text["text"] = str(int(text["text"]) - 1)


def valued(number: int, text: str) -> Callable[[Item], None]:
    """A value is written otherwise."""

    def change(item: Item) -> None:
        old = item["labels"][number]["text"]
        assert old != text
        item["labels"][number]["text"] = text
        next(one for one in item["texts"] if one["text"] == old)["text"] = text

    return change


def values_traded(item: Item) -> None:
    """Two points trade the places of their values."""
    one, other = item["labels"][:2]
    one["at"], other["at"] = other["at"], one["at"]


def label_of(**other: Any) -> Callable[[Item], None]:
    return lambda item: item["labels"][0].update(other)


def floating(item: Item) -> None:
    for spot in item["marks"][1]["spots"]:
        spot[0 if item["marks"][1]["axis"] == "x" else 1] += 20


def thick(item: Item) -> None:
    for spot in item["marks"][1]["spots"][1::2]:
        spot[1] += 4


def late(item: Item) -> None:
    item["marks"][3]["spots"][0][0] += 6


def of_kind(kind: str) -> Callable[[Item], None]:
    return lambda item: item.update(kind=kind)


def tick_of_another_plot(item: Item) -> None:
    item["ticks"][0]["panel"] = 2


def tick_moved(item: Item) -> None:
    next(one for one in item["ticks"] if one["text"] == "10")["at"] += 3


def said(text: str) -> Callable[[Item], None]:
    """A drawing has one text more."""
    return lambda item: item["texts"].append({"text": text, "at": [300.0, 20.0]})


TOLD: dict[str, tuple[str, Callable[[Item], None]]] = {
    "value of a bar": ("staven", valued(0, "99,9%")),
    "value at a line": ("maanden", valued(0, "+99")),
    "value on a tile": ("kaart", valued(0, "99,9%")),
    "values of two bars": ("staven", values_traded),
    "values of two parts": ("stapel", values_traded),
    "values of two dots": ("punten", values_traded),
    "values of two lines": ("zes", values_traded),
    "values of two plots": ("veel", values_traded),
    "point of a value": ("staven", label_of(x="10 tot 50 werkzame")),
    "series of a value": ("groepen", label_of(series=2)),
    "unknown point of a value": ("staven", label_of(x="elders")),
    "rows": ("staven", swapped("Industrie", "10 tot 50 werkzame")),
    "rows of parts": ("stapel", swapped("Industrie", "10 tot 50 werkzame")),
    "row without a figure": ("staven", swapped("Industrie", "onbekend")),
    "names at lines": ("zes", swapped("reeks 1", "reeks 4")),
    "names at slopes": ("helling", swapped("Industrie", "10 tot 50 werkzame")),
    "moments of a slope": ("helling", swapped("toen", "nu")),
    "names of plots": ("veel", swapped("A", "D")),
    "key": ("stapel", swapped("klein", "groot")),
    "key of dots": ("punten", swapped("toen", "nu")),
    "a year": ("lijnen", renamed("2012", "2011")),
    "all years": ("lijnen", years_earlier),
    "all years of bars": ("kolommen", years_earlier),
    "years at fourth quarters": ("eind", years_earlier),
    "years below quarters": ("zes", years_earlier),
    "a quarter": ("zes", renamed("1e\u00a0kw.", "2e\u00a0kw.")),
    "an end of a small line": ("klein", renamed("2008", "1998")),
    "floating bar": ("staven", floating),
    "floating column": ("kolommen", floating),
    "floating part": ("stapel", floating),
    "thick bar": ("staven", thick),
    "a moment that is late": ("maanden", late),
    "lines as plots": ("lijnen", of_kind("multiples")),
    "lines as a small line": ("lijnen", of_kind("spark")),
    "a small line as lines": ("klein", of_kind("lines")),
    "bars as parts": ("groepen", of_kind("stacked")),
    "parts as bars": ("stapel", of_kind("bars")),
    "dots as a slope": ("punten", of_kind("slope")),
    "a slope as lines": ("helling", of_kind("lines")),
    "a map as bars": ("kaart", of_kind("bars")),
    "words in bars": ("staven", said("en dat is een ramp")),
    "words in a map": ("kaart", said("onjuist")),
    "words in a small line": ("klein", said("2019")),
    "what shades mean": (
        "kaart", renamed("Hoe donkerder, hoe hoger de waarde", "Hoe lichter, hoe hoger de waarde")
    ),
    "axes of a clock": ("klok", renamed("Verandering →", "Afwijking →")),
    "a name of another plot": ("veel", tick_of_another_plot),
    "a value within an axis": ("lijnen", tick_moved),
}  # fmt: skip


@pytest.mark.parametrize("sort", TOLD)
def test_what_is_told_of_other_data_is_noticed(sort: str, told: dict[str, Told]) -> None:
    id, change = TOLD[sort]
    item = deepcopy(told[id].item)
    change(item)
    assert item != told[id].item
    assert told[id].wrong(item)
