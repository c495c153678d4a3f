"""From the bytes of one answer to its records, or what is wrong with it. Asks nothing itself."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, NoReturn

from jaarbericht.cbs.errors import AnswerDamaged
from jaarbericht.cbs.raw import Record
from jaarbericht.cbs.stored import Row

_LINK = "odata.nextLink"


@dataclass(frozen=True)
class Page:
    """The records of one answer, and the address of the next one; empty on the last.

    rows: instead of records, when it was clear already in which columns they are.
    """

    records: list[Record]
    then: str
    rows: list[Row] = field(default_factory=list)


def read_page(body: bytes, address: str) -> Page:
    """The page in `body`. Raises AnswerDamaged."""
    document = _document(body, address)
    if "odata.error" in document:
        raise damage(f"the host reports an error: {_error(document['odata.error'])}", address)
    records, then = document.get("value"), document.get(_LINK, "")
    if not isinstance(records, list) or set(map(type, records)) - {dict}:
        raise damage("it holds no list of records", address)
    if not isinstance(then, str):
        raise damage("the address of its next page is none", address)
    return Page(records, then)


def slim(page: Page) -> bytes:
    """The page as an answer without its records, for a reader that only has to go on."""
    link = {_LINK: page.then} if page.then else {}
    return json.dumps({"value": [], **link}).encode()


def whole(page: Page) -> bytes:
    """The page as an answer, in the form that cbsodata reads."""
    link = {_LINK: page.then} if page.then else {}
    return json.dumps({"value": page.records, **link}).encode()


def damage(detail: str, address: str) -> AnswerDamaged:
    """The failure for an answer that cannot be used."""
    return AnswerDamaged(
        f"An answer of the host cannot be used: {detail}.",
        where=address[:300],
        why="Part of a table, or something else than a table, may not be taken for one.",
        todo="Try again later; if it stays so, look at that address in a browser. The archive is "
        "as it was.",
    )


def _document(body: bytes, address: str) -> dict[str, Any]:
    if not body.strip():
        raise damage("it is empty", address)
    try:
        text = body.decode("utf-8-sig")
        document = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise damage(f"it is not in UTF-8 (byte {error.start})", address) from error
    except (ValueError, RecursionError) as error:
        kind = "a web page" if body.lstrip()[:1] == b"<" else f"no JSON ({error})"
        raise damage(f"it is {kind}", address) from error
    if "\ufffd" in text:
        raise damage("it holds signs that were lost in translation (U+FFFD)", address)
    if not isinstance(document, dict):
        raise damage("it is no object", address)
    return document


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _error(error: object) -> str:
    message = error.get("message") if isinstance(error, dict) else error
    text = message.get("value") if isinstance(message, dict) else message
    return str(text)[:200]
