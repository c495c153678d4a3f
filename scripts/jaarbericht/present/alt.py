"""Alternative text of a figure, told from its data: one to four Dutch sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jaarbericht.lineage.figures import Figure, FigureKind, FigurePoint, FigureSeries
from jaarbericht.lineage.forms import Form
from jaarbericht.lineage.quantity import Quantity
from jaarbericht.lineage.series import ABSENT
from jaarbericht.present.clockwork import QUADRANTS, Hand, path
from jaarbericht.present.dutch import enumeration, format_number, period_text
from jaarbericht.present.labels import label_of, provisional
from jaarbericht.present.words import cardinal

_NAMES = {
    FigureKind.LINES: "Lijndiagram",
    FigureKind.BARS: "Staafdiagram",
    FigureKind.STACKED: "Gestapeld staafdiagram",
    FigureKind.MULTIPLES: "Reeks kleine lijndiagrammen",
    FigureKind.DOTS: "Puntendiagram",
    FigureKind.SLOPE: "Hellingdiagram",
    FigureKind.SPARK: "Klein lijndiagram zonder assen",
    FigureKind.CLOCK: "Klokdiagram",
    FigureKind.TILES: "Tegelkaart",
}
_WORDS = {FigureKind.TILES: ("gebied", "gebieden")}
_EACH = 2
_NAMED = 4


@dataclass(frozen=True)
class _Shown:
    """A value of the figure with the words for where it stands."""

    quantity: Quantity
    label: str
    place: str


def alt_text(figure: Figure) -> str:
    """Kind of figure, unit, span, and the first, last, highest and lowest values.

    Of a map all values, since its shades can only be seen.
    """
    timed = all(p.period is not None for s in figure.series for p in s.points)
    if figure.kind is FigureKind.TILES:
        return " ".join([_opening(figure, timed), *_by_region(figure), *_lacking(figure)])
    if figure.kind is FigureKind.CLOCK:
        body = _clock(figure)
    else:
        body = _over_time(figure) if timed else _by_category(figure)
    return " ".join([_opening(figure, timed), *body, *_gaps(figure)])


def _opening(figure: Figure, timed: bool) -> str:
    name = "Kolommendiagram" if timed and figure.kind is FigureKind.BARS else _NAMES[figure.kind]
    points = [p for s in figure.series for p in s.points]
    if timed:
        periods = sorted(p.period for p in points if p.period is not None)
        span = f"van {period_text(periods[0])} tot en met {period_text(periods[-1])}"
    else:
        count = len(dict.fromkeys(p.x for p in points))
        one, more = _WORDS.get(figure.kind, ("categorie", "categorieën"))
        span = f"voor {cardinal(count)} {one if count == 1 else more}"
    return f"{name} ({figure.unit}), {span}{_labels(figure)}."


def _labels(figure: Figure) -> str:
    labels = [s.label for s in figure.series]
    if len(labels) == 1:
        return ""
    if len(labels) > _NAMED:
        return f", met {cardinal(len(labels))} reeksen"
    return f", met {enumeration([f'‘{label}’' for label in labels])}"


def _over_time(figure: Figure) -> list[str]:
    filled = [shown for s in figure.series if (shown := _shown(s))]
    if len(filled) <= _EACH:
        return [_course(shown, figure.form, len(figure.series) > 1) for shown in filled]
    lasts = [shown[-1] for shown in filled]
    together = len({v.place for v in lasts}) == 1
    when = f"{lasts[0].place[0].upper()}{lasts[0].place[1:]}" if together else "Aan het eind"
    ends = [replace(v, place="") if together else v for v in lasts]
    everything = [v for shown in filled for v in shown]
    return [
        f"{when} is de waarde {_extremes(ends, figure.form, with_label=True)}.",
        f"Over alle perioden is de waarde {_extremes(everything, figure.form, with_label=True)}.",
    ]


def _course(shown: Sequence[_Shown], form: Form, named: bool) -> str:
    first, last = shown[0], shown[-1]
    course = f"an {_value(first, form)} {first.place} naar {_value(last, form)} {last.place}"
    begin = f"‘{first.label}’: v" if named else "V"
    return f"{begin}{course}; {_extremes(shown, form, with_label=False)}."


def _clock(figure: Figure) -> list[str]:
    """How many periods each quadrant holds, where the path begins and ends, and its extremes."""
    hands = path(figure)
    counts = Counter(hand.quadrant for hand in hands)
    held = [f"{cardinal(counts[q])} {q}" for q in QUADRANTS.values() if counts[q]]
    first, last = hands[0], hands[-1]
    change = format_number(last.change.value, figure.form)
    return [
        f"Van de {cardinal(len(hands))} perioden {'liggen' if len(hands) > 1 else 'ligt'} er"
        f" {enumeration(held)}.",
        f"Het pad begint {_hand(first, figure.form)} en eindigt {_hand(last, figure.form)}, na een"
        f" verandering van {change}.",
        f"De {figure.series[1].label} is"
        f" {_extremes(_shown(figure.series[1]), figure.form, with_label=False)}.",
    ]


def _hand(hand: Hand, form: Form) -> str:
    where = f", {hand.quadrant}" if hand.quadrant else ""
    level = format_number(hand.level.value, form)
    return f"in {period_text(hand.period)} op {level}{where}"


def _by_category(figure: Figure) -> list[str]:
    filled = [shown for s in figure.series if (shown := _shown(s))]
    if len(filled) > _EACH:
        everything = [v for shown in filled for v in shown]
        return [f"De waarde is {_extremes(everything, figure.form, with_label=True)}."]
    several = len(figure.series) > 1
    return [
        f"{f'‘{shown[0].label}’: ' if several else 'De waarde is '}"
        f"{_extremes(shown, figure.form, with_label=False)}."
        for shown in filled
    ]


def _by_region(figure: Figure) -> list[str]:
    """Every value from high to low, as it stands in its tile."""
    known = [(p.x, p.quantity) for p in figure.series[0].points if p.quantity is not None]
    ordered = sorted(known, key=lambda one: -one[1].value)
    told = "; ".join(f"‘{name}’ {label_of(q, figure.form)}" for name, q in ordered)
    return [f"Van hoog naar laag: {told}."]


def _lacking(figure: Figure) -> list[str]:
    """The regions without a figure, by name."""
    gaps = [p for p in figure.series[0].points if p.quantity is None]
    secret = [f"‘{p.x}’" for p in gaps if p.symbol != ABSENT]
    absent = [f"‘{p.x}’" for p in gaps if p.symbol == ABSENT]
    told = [f"Voor {enumeration(secret)} geeft CBS geen cijfer."] if secret else []
    if absent:
        told.append(f"Van {enumeration(absent)} ontbreekt het cijfer in de gebruikte gegevens.")
    return told


def _extremes(shown: Sequence[_Shown], form: Form, with_label: bool) -> str:
    """`het hoogst … en het laagst …`, each with its places."""
    high = max(v.quantity.value for v in shown)
    low = min(v.quantity.value for v in shown)
    if high == low:
        return f"overal {_value(shown[0], form)}"
    most, least = ([v for v in shown if v.quantity.value == end] for end in (high, low))
    return (
        f"het hoogst {_places(most, with_label)}, {_value(most[0], form)},"
        f" en het laagst {_places(least, with_label)}, {_value(least[0], form)}"
    )


def _places(equals: Sequence[_Shown], with_label: bool) -> str:
    """Where equal values stand; of many the first."""
    places = list(dict.fromkeys(_where(v, with_label) for v in equals))
    return enumeration(places) if len(places) <= _NAMED else f"onder meer {places[0]}"


def _where(shown: _Shown, with_label: bool) -> str:
    return f"voor ‘{shown.label}’ {shown.place}".strip() if with_label else shown.place


def _value(shown: _Shown, form: Form) -> str:
    note = " (voorlopig)" if provisional(shown.quantity) else ""
    return format_number(shown.quantity.value, form) + note


def _shown(series: FigureSeries) -> list[_Shown]:
    return [
        _Shown(p.quantity, series.label, _place(p)) for p in series.points if p.quantity is not None
    ]


def _place(point: FigurePoint) -> str:
    return f"in {period_text(point.period)}" if point.period is not None else f"bij ‘{point.x}’"


def _gaps(figure: Figure) -> list[str]:
    symbols = [p.symbol for s in figure.series for p in s.points if p.quantity is None]
    absent = symbols.count(ABSENT)
    told = []
    if given := len(symbols) - absent:
        told.append(f"Voor {_points(given)} geeft CBS geen cijfer.")
    if absent:
        told.append(f"Van {_points(absent)} ontbreekt het cijfer in de gebruikte gegevens.")
    return told


def _points(number: int) -> str:
    return "één punt" if number == 1 else f"{cardinal(number)} punten"
