"""What is asked of one host for one table: the requests, and the answers that are taken for whole.

One host only, within limits and times; asked again when that may help. Does not know cbsodata.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import unquote, urlsplit

import requests
from urllib3.exceptions import HTTPError

from jaarbericht.cbs.answers import Page, damage, read_page, slim, whole
from jaarbericht.cbs.errors import AnswerDamaged, Halted, SourceUnavailable, TooSlow, UnknownTable
from jaarbericht.cbs.halt import Halt
from jaarbericht.cbs.limits import Limits, Patience, excess, refused
from jaarbericht.cbs.trying import Passing, again, asked_to_wait
from jaarbericht.cbs.wire import Wire

_CHUNK = 1 << 18
_HEADERS = {
    "User-Agent": "jaarbericht (Jaarbericht Staat van het mkb; through cbsodata)",
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
}
_TRANSIENT = (408, 429, 500, 502, 503, 504)
_OK, _NOT_FOUND = 200, 404


class Taker(Protocol):
    """Whoever takes the pages of a data set."""

    def read(self, body: bytes) -> Page | None:
        """The page in `body` when all is well with its form; None for who looks closer."""
        ...

    def take(self, page: Page, address: str) -> None:
        """Take its rows, or raise what is wrong with them."""
        ...


@dataclass(frozen=True)
class Answer:
    """An answer that was used: address, status, bytes unpacked and their sha256."""

    url: str
    status: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Answered:
    """What came back: the status, the body unpacked, and the sha256 of the body."""

    status: int
    body: bytes
    sha256: str

    def summary(self, url: str) -> Answer:
        """The answer without its body."""
        return Answer(url, self.status, len(self.body), self.sha256)


@dataclass(eq=False)
class Conversation:
    """What is asked of a host for one table. `log` has every answer that was used."""

    host: str
    https: bool
    table: str
    limits: Limits
    patience: Patience
    note: Callable[[str], None]
    halt: Halt
    log: list[Answer] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)
    _taken: int = 0
    _wire: Wire = field(default_factory=Wire)
    _session: requests.Session = field(default_factory=requests.Session)
    _began: float = field(default_factory=time.monotonic)
    _early: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _ahead: dict[str, Future[Answered]] = field(default_factory=dict)

    def answer(self, request: requests.PreparedRequest, take: Taker | None) -> bytes:
        """What cbsodata gets for a request: the answer, slim when `take` has had its records."""
        address = str(request.url)
        if address not in self._ahead:
            self._permit(address)
        left = min(self.patience.again, self._left())
        page = again(lambda: self._once(request, take), self.patience, left, self._pause, self.note)
        if page.then:
            self._check_next(page.then, address)
        if take is None:
            return whole(page)
        if not page.records and not page.rows and page.then:
            raise damage("it is a page without rows that leads on to another", address)
        if page.then:
            self._ask_ahead(page.then)
        take.take(page, address)
        return slim(page)

    def close(self) -> None:
        """Close the connections."""
        self._wire.cut()
        self._early.shutdown()
        self.halt.cuts.remove(self._wire.cut)
        self._wire.close()

    def __post_init__(self) -> None:
        self.halt.cuts.append(self._wire.cut)

    def _permit(self, address: str) -> None:
        """Count a request. Raises for another host, one too many, or one that was made before."""
        host, parts = self.host.partition("/")[0].lower(), urlsplit(address)
        schemes = ("https",) if self.https else ("https", "http")
        if parts.scheme not in schemes or parts.netloc.lower() != host:
            raise refused(f"it leads to another host than {host}", address)
        if len(self.log) >= self.limits.requests:
            raise excess(f"it has more than {self.limits.requests} pages", address)
        self._asked.add(unquote(address))

    def _check_next(self, then: str, address: str) -> None:
        """See that the next page is one of the same set, and one that was not read yet."""
        if unquote(then) in self._asked:
            raise refused("it leads back to a page that was already read", then)
        if _set_of(then) != _set_of(address):
            raise refused("it leads from one set to another", then)

    def _ask_ahead(self, then: str) -> None:
        """Let the next page come while this one is being checked."""
        self._permit(then)
        request = requests.Request("GET", then).prepare()
        self._ahead[str(request.url)] = self._early.submit(self._exchange, request)

    def _once(self, request: requests.PreparedRequest, take: Taker | None) -> Page:
        """Ask once. Raises Passing for what may be better the next time."""
        address = str(request.url)
        early = self._ahead.pop(address, None)
        answered = early.result() if early else self._exchange(request)
        try:
            quick = take.read(answered.body) if take else None
            page = quick or read_page(answered.body, address)
        except AnswerDamaged as error:
            raise Passing(error) from error
        self.log.append(answered.summary(address))
        return page

    def _exchange(self, request: requests.PreparedRequest) -> Answered:
        """One question and its answer, within its time. Raises Passing."""
        request.headers.update(_HEADERS)
        address, seconds = str(request.url), min(self.patience.answer, self._left())
        with self._wire.at_most(seconds) as over:
            try:
                answered = self._send(request, address)
            except (requests.RequestException, HTTPError, OSError) as error:
                self._check_halt()
                raise self._failed(error, over.is_set(), seconds, address) from error
        if over.is_set():
            raise Passing(self._overrun(seconds, address))
        return answered

    def _send(self, request: requests.PreparedRequest, address: str) -> Answered:
        settings = self._session.merge_environment_settings(address, {}, True, None, None)
        timeout = (self.patience.connect, self.patience.silence)
        with self._wire.send(request, timeout=timeout, **settings) as response:
            self._check_status(response, address)
            body = self._body(response, address)
            return Answered(response.status_code, body, hashlib.sha256(body).hexdigest())

    def _check_status(self, response: requests.Response, address: str) -> None:
        status = response.status_code
        if status == _OK:
            return
        if response.is_redirect or 300 <= status < 400:
            raise refused("it is redirected", address)
        if status == _NOT_FOUND:
            raise _absent(self.table, address)
        failure = SourceUnavailable(
            f"The host answers {status} {response.reason or ''}".strip() + ".",
            where=address[:300],
            why="The table could not be had.",
            todo="Try again later. The archive is as it was.",
        )
        if status not in _TRANSIENT:
            raise failure
        raise Passing(failure, asked_to_wait(response.headers.get("Retry-After")))

    def _body(self, response: requests.Response, address: str) -> bytes:
        """The body, unpacked; left as soon as it is too large."""
        pieces, size = list[bytes](), 0
        for piece in response.iter_content(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > self.limits.answer or self._taken + size > self.limits.total:
                raise excess("it unpacks to more than any table needs", address)
            self._check_halt()
        self._taken += size
        return b"".join(pieces)

    def _failed(self, error: Exception, over: bool, seconds: float, address: str) -> Passing:
        if over:
            return Passing(self._overrun(seconds, address))
        return Passing(
            SourceUnavailable(
                f"The connection to {self.host} failed: {brief(error)}.",
                where=address[:300],
                why="The table could not be had.",
                todo="Check the network and the name of the host, or try again later. The archive "
                "is as it was.",
            )
        )

    def _left(self) -> float:
        """Seconds that the table may still take. Raises TooSlow when there are none."""
        self._check_halt()
        left = self._began + self.patience.table - time.monotonic()
        if left <= 0:
            raise self._overrun(0, self.host)
        return left

    def _overrun(self, seconds: float, address: str) -> TooSlow:
        """The failure for an answer that took `seconds`, or for the table when its time is up."""
        if time.monotonic() >= self._began + self.patience.table:
            return _slow(self.patience.table, address, f"Table {self.table}")
        return _slow(seconds, address)

    def _pause(self, seconds: float) -> None:
        self.halt.stopped.wait(seconds)
        self._check_halt()

    def _check_halt(self) -> None:
        if self.halt.stopped.is_set():
            raise Halted(
                f"The download of table {self.table} was stopped.",
                where=self.host,
                why="Tables come together or not at all.",
                todo="Solve what failed first, then give the command again.",
            )


def _set_of(address: str) -> list[str]:
    """The table and the set in an address; CBS writes both in any case."""
    return urlsplit(address).path.lower().rstrip("/").split("/")[-2:]


def _absent(table: str, address: str) -> UnknownTable:
    return UnknownTable(
        f"The host does not have this part of table {table} (404).",
        where=address[:300],
        why="A table that CBS withdrew, or only serves in a newer form, cannot be had here.",
        todo="Check the id on StatLine; a contract may name the successor.",
    )


def _slow(seconds: float, where: str, what: str = "An answer") -> TooSlow:
    return TooSlow(
        f"{what} took longer than {seconds:g} seconds.",
        where=where[:300],
        why="What comes in drips may never end.",
        todo="Try again later; cbs/limits.py says how long is waited. The archive is as it was.",
    )


def brief(error: Exception) -> str:
    """The innermost cause in a few words."""
    while error.__context__ is not None and isinstance(error.__context__, Exception):
        error = error.__context__
    return f"{type(error).__name__}: {error}"[:200].rstrip(".")
