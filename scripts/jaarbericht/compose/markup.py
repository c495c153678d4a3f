"""The HTML of numbers, figures and tables. Everything that comes from data is escaped here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jaarbericht.compose.numbering import Place
from jaarbericht.compose.printing import Printed
from jaarbericht.texts import clean

_WORDS = frozenset({"richting", "meer_minder", "label"})
_FOOTNOTE = re.compile(r'<span class="fn">.*?</span>', re.DOTALL)
_HEAD = re.compile(r'<span class="nr">.*?</span>')
_INLINE = re.compile(r"</?(?:em|strong|a|sup)\b[^>]*>")
_BLOCK = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Za-z])(?<!\bca)(?<!\bbijv)(?<!\bresp)(?<!\bincl)(?<!\bexcl)(?<!\bjl)[.!?…]$"
)
_CARD = ("cijfer", "wanneer", "wending")
_CARDS = re.compile(r'(?:<figure class="kaart".*?</figure>\s*)+', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def escape(text: str) -> str:
    """Text from data as HTML text."""
    return html.escape(clean(text))


def text_of(markup: str) -> str:
    """The words of a piece of HTML."""
    return html.unescape(_TAG.sub("", markup))


def starts_sentence(before: str) -> bool:
    """Whether what follows this HTML is the first word of a sentence or of a block."""
    near = _HEAD.sub("", _FOOTNOTE.sub("", before[-600:]))
    words = _BLOCK.sub("\0", _INLINE.sub("", near))
    trimmed = words.rstrip(" \n“‘(")
    if not trimmed or trimmed.endswith("\0"):
        return True
    return trimmed != words and _SENTENCE_END.search(trimmed) is not None


def number_html(occurrence: str, printed: Printed, words: str) -> str:
    """What is printed, linked to its entry in the annex, with its status mark behind it."""
    text = html.escape(words)
    if printed.href:
        return f'<a class="zie" id="p-{occurrence}" href="{escape(printed.href)}">{text}</a>'
    if not printed.quantity or printed.kind == "periode":
        sort = "editie" if printed.kind == "editie" else "periode"
        return f'<span class="{sort}" id="p-{occurrence}">{text}</span>'
    sort = "getal woord" if printed.kind in _WORDS else "getal"
    mark = f'<sup class="status">{printed.mark}</sup>' if printed.mark else ""
    target = escape(f"#v-{printed.quantity}")
    return f'<a class="{sort}" id="p-{occurrence}" href="{target}">{text}</a>{mark}'


def footnote_html(occurrence: str, key: str, text: str) -> str:
    """A footnote that leads to the entry of a published figure."""
    return (
        f'<span class="fn"><a class="bron" id="p-{occurrence}" href="#c-{escape(key)}">'
        f"{escape(text)}</a></span>"
    )


def figure_html(place: Place, title: str, figure: Mapping[str, Any], source: str) -> str:
    """A figure with number, title, unit, picture, alternative text, source and notes."""
    picture = f'<img src="{escape(source)}" alt="{escape(figure["alt"])}" />'
    return _framed("figuur", place, title, figure, picture)


def card_html(place: Place, lines: Sequence[str], figure: Mapping[str, Any], source: str) -> str:
    """A card: its name, and below it number, period and change, then the line and its source."""
    name, *said = lines
    return "\n".join(
        [
            f'<figure class="kaart" id="{escape(place.anchor)}">',
            f'<figcaption><span class="nr">Figuur\u00a0{place.number}</span>'
            f' <span class="titel">{name}</span></figcaption>',
            *(f'<p class="{sort}">{line}</p>' for sort, line in zip(_CARD, said, strict=True)),
            f'<img src="{escape(source)}" alt="{escape(figure["alt"])}" />',
            f'<p class="bron">{escape(figure["source_line"])}</p>',
            *_notes(figure.get("notes", ())),
            "</figure>\n",
        ]
    )


def together(html: str) -> str:
    """Cards that follow each other, as one group."""
    return _CARDS.sub(lambda m: f'<div class="kaarten">\n{m.group()}</div>\n', html)


def table_html(place: Place, title: str, table: Mapping[str, Any]) -> str:
    """A table under its title; the rows come as HTML from the chapter."""
    return _framed("tabel", place, title, table, table["html"])


def _framed(sort: str, place: Place, title: str, item: Mapping[str, Any], inner: str) -> str:
    unit = item.get("unit", "")
    return "\n".join(
        [
            f'<figure class="{sort}" id="{escape(place.anchor)}">',
            f'<figcaption><span class="nr">{sort.capitalize()}\u00a0{place.number}</span>'
            f' <span class="titel">{title}</span>'
            + (f' <span class="eenheid">{escape(unit)}</span>' if unit else "")
            + "</figcaption>",
            inner,
            f'<p class="bron">{escape(item["source_line"])}</p>',
            *_notes(item.get("notes", ())),
            "</figure>\n",
        ]
    )


def _notes(notes: Iterable[str]) -> Iterable[str]:
    return (f'<p class="noten">{escape(note)}</p>' for note in notes)
