"""Rendering one document without waste. Changes no byte of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from jaarbericht.compose.pdf.engine import replaced


@contextmanager
def quick() -> Iterator[None]:
    """No garbage collection, and references to pages counted once, for the length of the block."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with replaced(pydyf.PDF, "page_references", property(_page_references)):
            yield
    finally:
        if collecting:
            gc.enable()


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """References to the pages so far. pydyf makes them anew for each structure element."""
    kids = pdf.pages["Kids"]
    known: tuple[bytes, ...] = getattr(pdf, "known_page_references", ())
    if len(kids) != 3 * len(known):
        known = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
        pdf.known_page_references = known
    return known
