"""Which quantities somebody means: by id, by place on the page, or by the text as printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from typing import NoReturn

from jaarbericht.audit.trace_record import Printed
from jaarbericht.errors import JaarberichtError

# More trees than this are not read, they are scrolled past.
FEW = 3
_OCCURRENCE = re.compile(r"n\d+")
_THOUSANDS = re.compile(r"(?<=\d)[ .](?=\d{3}(?!\d))")
_MINUS = str.maketrans(dict.fromkeys("−–‐‑‒﹣", "-"))
_NAMELESS = frozenset({"periode", "editie", "verwijzing"})


class NothingFound(JaarberichtError):
    """No number of the report is meant."""


class TextAmbiguous(JaarberichtError):
    """A text stands in the report for more numbers than can be shown."""


def find(
    asked: str, quantities: Collection[str], printed: Sequence[Printed]
) -> tuple[Printed, ...]:
    """One place per quantity that `asked` can mean; at least one.

    Raises NothingFound.
    """
    name = asked.strip().removeprefix("#").removeprefix("p-").removeprefix("v-")
    if name in quantities:
        return (_place(name, printed),)
    if _OCCURRENCE.fullmatch(name):
        return (_occurrence(name, printed),)
    meant = _by_text(asked, printed)
    if not meant:
        _nothing(asked, quantities, printed)
    return tuple({one.quantity: one for one in reversed(meant)}.values())[::-1]


def plain(text: str) -> str:
    """A text without what cannot be seen or typed: kinds of space and minus, capitals, marks."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    words = " ".join("".join(kept).translate(_MINUS).casefold().split())
    return _THOUSANDS.sub("", words).replace(" %", "%").rstrip("*")


def _place(name: str, printed: Sequence[Printed]) -> Printed:
    nowhere = Printed(name, name, "", "", "", 0)
    return next((one for one in printed if one.quantity == name), nowhere)


def _occurrence(name: str, printed: Sequence[Printed]) -> Printed:
    one = next((one for one in printed if one.id == name), None)
    if one is None or not one.quantity:
        told = (
            f"prints a {one.kind}, ‘{one.text}’, and no number" if one else "is not in the report"
        )
        raise NothingFound(
            f"{name} {told}.",
            where=f"{one.file}:{one.line}" if one else "ledger.json: printed",
            why="Only numbers have a formula and cells.",
            todo="Give the id or the text of a number.",
        )
    return one


def _by_text(asked: str, printed: Sequence[Printed]) -> list[Printed]:
    """Numbers printed so; else printed so among other words; else periods of a number."""
    wanted = plain(asked)
    within = re.compile(rf"(?<![\w,.]){re.escape(wanted)}(?![\w%]|[,.]\d)")
    traceable = [one for one in printed if one.quantity and wanted]
    numbers = [one for one in traceable if one.kind not in _NAMELESS]
    return (
        [one for one in numbers if plain(one.text) == wanted]
        or [one for one in numbers if within.search(plain(one.text))]
        or [one for one in traceable if plain(one.text) == wanted]
    )


def _nothing(asked: str, quantities: Iterable[str], printed: Sequence[Printed]) -> NoReturn:
    texts = {plain(one.text): one.text for one in printed if one.quantity}
    near = [
        *get_close_matches(asked, list(quantities), 3),
        *(f"“{texts[text]}”" for text in get_close_matches(plain(asked), list(texts), 3)),
    ]
    raise NothingFound(
        f"The report has no number ‘{asked}’.",
        why="Only what the ledger holds can be traced.",
        todo=f"Nearest: {'; '.join(near)}." if near else "Give an id or a text of the report.",
    )


def too_many(asked: str, meant: Sequence[Printed]) -> TextAmbiguous:
    """The failure when a text has more meanings than can be shown."""
    return TextAmbiguous(
        f"‘{asked}’ stands for {len(meant)} different numbers.",
        why="Which one is meant cannot be guessed.",
        todo="Give the id of one of them.",
    )
