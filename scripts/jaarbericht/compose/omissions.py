"""What an edition does not have, and how it says so. Decides nothing about figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jaarbericht.compose.chapterdata import ChapterData
from jaarbericht.compose.findings import Source
from jaarbericht.compose.parts import PART, missing
from jaarbericht.compose.syntax import Parsed
from jaarbericht.lineage.spoken import enumerated

_WHOLE = "Deze editie bevat alle hoofdstukken en onderdelen."


@dataclass(frozen=True)
class Absent:
    """A chapter that the edition does not have: its name, its title, and why (may be empty)."""

    name: str
    title: str
    reason: str

    @property
    def said(self) -> str:
        """The sentence about it."""
        if not self.reason:
            return f"Het hoofdstuk ‘{self.title}’ is voor deze editie niet gemaakt."
        return f"Het hoofdstuk ‘{self.title}’ ontbreekt: {self.reason.rstrip('.')}."


@dataclass(frozen=True)
class Omissions:
    """The chapters that an edition does not have, and the parts that others do without."""

    absent: tuple[Absent, ...]
    parts: Mapping[str, tuple[str, ...]]

    def __bool__(self) -> bool:
        return bool(self.absent or any(self.parts.values()))

    @property
    def incomplete(self) -> frozenset[str]:
        """Chapters that are not there, or not whole."""
        return self.absent_names | {chapter for chapter, parts in self.parts.items() if parts}

    @property
    def absent_names(self) -> frozenset[str]:
        """Chapters that are not there."""
        return frozenset(one.name for one in self.absent)

    def of(self, chapter: str) -> frozenset[str]:
        """What a text in `chapter` can name and the edition does not have."""
        elsewhere = (f"{name}.{part}" for name, parts in self.parts.items() for part in parts)
        return frozenset((*self.parts.get(chapter, ()), *self.absent_names, *elsewhere))


def content_text(omissions: Omissions, titles: Mapping[str, str]) -> str:
    """What the edition does not have, in sentences; `titles` are those of its chapters."""
    if not omissions:
        return _WHOLE
    said = [one.said for one in omissions.absent]
    cut = [f"‘{titles[name]}’" for name, parts in omissions.parts.items() if parts]
    if cut:
        which = "het hoofdstuk" if len(cut) == 1 else "de hoofdstukken"
        said.append(
            f"In {which} {enumerated(cut)} ontbreken onderdelen waarover het archief van deze"
            " editie geen bruikbare cijfers bevat; op die plaatsen staat dat in de tekst."
        )
    return " ".join(said)


def title_of(source: Source) -> str:
    """The title of a text that is not put in; its name when it has none."""
    first = source.text.lstrip().partition("\n")[0]
    return first.removeprefix("#").strip() or source.file


def record(omissions: Omissions, texts: Sequence[tuple[ChapterData, Parsed]]) -> list[Any]:
    """What is left out and the sentence that says so, for the ledger."""
    chapters = [{"chapter": one.name, "part": "", "said": one.said} for one in omissions.absent]
    parts = [
        {"chapter": data.name, "part": call.args[0].text, "said": missing(call.args[1].text)}
        for data, parsed in texts
        for call in parsed.calls
        if call.name == PART and call.args[0].text in data.left_out
    ]
    return [*chapters, *parts]
