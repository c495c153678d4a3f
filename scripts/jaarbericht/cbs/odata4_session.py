"""Asking an OData v4 host for one address: time-outs, size, one host. Knows nothing of tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from time import monotonic
from typing import Any, NoReturn
from urllib.parse import urlsplit

import requests

from jaarbericht.cbs.errors import SourceUnavailable, UnknownTable
from jaarbericht.cbs.limits import Limits, excess

# What gives the JSON that stands at an address. To try again, wrap one in another.
Get = Callable[[str], Any]

_TIMEOUT = (10, 120)
_PATIENCE = 600.0
_CHUNK = 1 << 16
_HEADERS = {"Accept": "application/json", "User-Agent": "jaarbericht"}
_NOT_FOUND = 404


@dataclass
class Budget:
    """What has been taken of a table so far."""

    limits: Limits
    total: int = 0
    asked: set[str] = field(default_factory=set)

    def ask(self, address: str) -> None:
        """Count a request. Raises SourceUnavailable for one too many, or the same one again."""
        if address in self.asked:
            raise excess("it leads back to a page that was already read", address)
        self.asked.add(address)
        if len(self.asked) > self.limits.requests:
            raise excess(f"it has more than {self.limits.requests} pages", address)

    def take(self, chunks: Iterator[bytes], address: str) -> bytes:
        """The body in pieces made whole. Raises SourceUnavailable as soon as it is too large."""
        body = bytearray()
        for chunk in chunks:
            body += chunk
            self.total += len(chunk)
            if len(body) > self.limits.answer or self.total > self.limits.total:
                raise excess("it unpacks to more than any table needs", address)
        return bytes(body)


def session(root: str, limits: Limits, patience: float = _PATIENCE) -> Get:
    """A function that asks addresses of the host of `root`, and takes no more than `limits`.

    Numbers with a point come as exact decimals. An answer may take `patience` seconds. It raises
    UnknownTable for an address that is not there, and SourceUnavailable for whatever else is no
    JSON from that host.
    """
    budget, connection, numbers = Budget(limits), requests.Session(), count()
    connection.headers.update(_HEADERS)

    def get(address: str) -> Any:
        same_host(address, root)
        # Numbered: an address may be asked again, to see whether the table changed meanwhile.
        budget.ask(f"{address}#{next(numbers)}")
        try:
            return _json(_body(connection, budget, address, patience), address)
        except requests.RequestException as error:
            raise unavailable(address, str(error)) from error

    return get


def same_host(address: str, root: str) -> None:
    """Raise SourceUnavailable for an address of another host, port or scheme than `root`."""
    there, here = urlsplit(address), urlsplit(root)
    if (there.scheme, there.netloc.lower()) != (here.scheme, here.netloc.lower()):
        raise excess(f"it leads to another host than {here.netloc}", address)


def unavailable(address: str, detail: str) -> SourceUnavailable:
    """The failure for an address that does not give what it should."""
    return SourceUnavailable(
        f"OData v4 could not be read: {detail[:300]}",
        where=address[:300],
        why="The archive takes only whole tables; it is as it was.",
        todo="Look at that address and try again later.",
    )


def _body(connection: requests.Session, budget: Budget, address: str, patience: float) -> bytes:
    end = monotonic() + patience
    with connection.get(address, timeout=_TIMEOUT, stream=True, allow_redirects=False) as response:
        if response.is_redirect:
            raise excess("it is redirected", address)
        if response.status_code == _NOT_FOUND:
            raise _nowhere(address)
        response.raise_for_status()
        return budget.take(_in_time(response.iter_content(_CHUNK), end, address), address)


def _in_time(chunks: Iterator[bytes], end: float, address: str) -> Iterator[bytes]:
    """The chunks. Raises SourceUnavailable when they go on after `end`: a time-out is per read."""
    for chunk in chunks:
        if monotonic() > end:
            raise unavailable(address, "the answer takes too long")
        yield chunk


def _json(body: bytes, address: str) -> Any:
    try:
        text = body.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        start = repr(body[:40])
        raise unavailable(address, f"the answer is no JSON ({error}): {start}") from error


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _nowhere(address: str) -> UnknownTable:
    return UnknownTable(
        "The host does not have what was asked for (404).",
        where=address[:300],
        why="Some stopped tables keep their description and lose their figures.",
        todo="Check the id of the table; in OData v4 capitals matter.",
    )
