"""The published figures behind a quantity, read off a ledger, and their documents in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.present.publications import document_text


def citation_keys(tree: Mapping[str, Any]) -> Iterator[str]:
    """The keys of the published figures in a formula tree, left to right, with repeats."""
    if "citation" in tree:
        yield tree["citation"]
    for arg in tree.get("args", ()):
        yield from citation_keys(arg)


def sources_of(id: str, ledger: Mapping[str, Any]) -> tuple[str, ...]:
    """Where the published figures behind a quantity stand, and of what each is a share."""
    keys = citation_keys(ledger["quantities"][id]["expression"])
    return tuple(dict.fromkeys(_source(ledger["citations"][key]) for key in keys))


def first_key(id: str, ledger: Mapping[str, Any]) -> str:
    """The first published figure behind a quantity; empty when there is none."""
    return next(citation_keys(ledger["quantities"][id]["expression"]), "")


def footnote_text(sources: Sequence[str]) -> str:
    """`Bron: …; ….`: the words of a footnote."""
    return f"Bron: {'; '.join(sources)}."


def _source(one: Mapping[str, Any]) -> str:
    where = document_text(one["publisher"], one["document"], one["published"])
    return f"{where} (aandeel van {one['share_of']})" if one["share_of"] else where
