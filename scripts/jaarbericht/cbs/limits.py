"""How much a source may give, and cbsodata's connection kept to that and to one host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jaarbericht.cbs.errors import SourceUnavailable

if TYPE_CHECKING:
    import requests

_CHUNK = 1 << 16


@dataclass(frozen=True)
class Limits:
    """What one table may need at most.

    answer: bytes of one answer, unpacked; a page of 10 000 rows of 117 topics has some 50 million.
    rows: the largest table known to be used for reports has 435 456. requests: pages of as many
    rows, and the metadata. total: bytes of all answers; they are held in memory.
    """

    answer: int = 128_000_000
    rows: int = 2_000_000
    requests: int = 300
    total: int = 1_000_000_000


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


USUAL = Limits()


def excess(detail: str, where: str) -> SourceUnavailable:
    """The failure for a source that gives more than a table can be."""
    return SourceUnavailable(
        f"The source was not read to its end: {detail}.",
        where=where[:300],
        why="What does not end, or leads elsewhere, is no table of CBS.",
        todo="Look at that address; cbs/limits.py says how much is allowed. The archive is as it "
        "was.",
    )


@contextmanager
def limited(host: str, https: bool, limits: Limits) -> Iterator[None]:
    """For the length of the block, cbsodata asks only `host` and takes no more than `limits`."""
    import cbsodata.cbsodata3 as client  # type: ignore[import-untyped]  # it ships no types
    import requests

    budget = Budget(limits)
    allowed = {("https", host.partition("/")[0].lower())}
    allowed |= set() if https else {("http", host.partition("/")[0].lower())}

    class Session(requests.Session):
        """A session that follows no redirects and unpacks no more than is allowed."""

        def send(self, request: Any, **options: Any) -> requests.Response:
            address = request.url
            parts = urlsplit(address)
            if (parts.scheme, parts.netloc.lower()) not in allowed:
                raise excess(f"it leads to another host than {host}", address)
            budget.ask(address)
            settings = {**options, "stream": True, "allow_redirects": False}
            with super().send(request, **settings) as response:
                if response.is_redirect:
                    raise excess("it is redirected", address)
                # The body is read here, in pieces; requests would unpack all of it at once.
                response._content = budget.take(response.iter_content(_CHUNK), address)
            return response

    stock = client.Session
    client.Session = Session
    try:
        yield
    finally:
        client.Session = stock
