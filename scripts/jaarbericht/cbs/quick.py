"""Pages of rows that are exactly as they should be, read and written at C speed. Judges nothing.

Whatever is not so is left to answers.py, which says what is wrong with it, or that nothing is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from jaarbericht.cbs.stored import Row

# Letters that were lost, as such or written out; and any other sign that is written out.
_SUSPECT = (b"\xef\xbf\xbd", b"\\u")
_ENCODER = msgspec.json.Encoder()


class QuickReader:
    """Reads pages of rows that have `columns`: first a whole number, then texts."""

    def __init__(self, columns: Sequence[str]) -> None:
        kinds = (int, *[str] * (len(columns) - 1))
        fields = [
            (f"c{n}", kind, msgspec.field(name=name))
            for n, (name, kind) in enumerate(zip(columns, kinds, strict=True))
        ]
        row = msgspec.defstruct("_Row", fields, forbid_unknown_fields=True, gc=False)
        page: list[tuple[str, Any, Any]] = [
            ("value", list[row], msgspec.field()),  # type: ignore[valid-type]  # made here
            ("then", str, msgspec.field(name="odata.nextLink", default="")),
            ("error", Any, msgspec.field(name="odata.error", default=None)),
        ]
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(
            msgspec.defstruct("_Page", page)
        )

    def read(self, body: bytes) -> tuple[list[Row], str] | None:
        """The rows and the address of the next page; None when anything is out of the ordinary."""
        if any(sign in body for sign in _SUSPECT):
            return None
        try:
            page = self._decoder.decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        if page.error is not None:
            return None
        return list(map(msgspec.structs.astuple, page.value)), page.then


def plain_lines(rows: Sequence[Row]) -> bytes:
    """Rows of numbers and of texts that need no escaping, a line of JSON each."""
    return _ENCODER.encode_lines(rows)
