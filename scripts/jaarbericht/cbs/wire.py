"""Connections that can be cut while somebody waits for them. Nothing of what is asked over them.

A time-out of a socket starts anew with every byte, so it does not end an answer that drips.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakSet

from requests.adapters import HTTPAdapter
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class Wire(HTTPAdapter):
    """Keeps its connections open for the next answer, knows their sockets, and retries nothing."""

    def __init__(self) -> None:
        self._sockets: WeakSet[socket.socket] = WeakSet()
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **settings: Any) -> None:
        """Make the pools of urllib3, with connections that are remembered here."""
        super().init_poolmanager(*arguments, **settings)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _remembering(HTTPConnectionPool, self._sockets.add),
            "https": _remembering(HTTPSConnectionPool, self._sockets.add),
        }

    def cut(self) -> None:
        """End every connection; whoever waits for one gets an error at once."""
        for one in tuple(self._sockets):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[threading.Event]:
        """Cut the connections when the block takes longer; the event says whether that was so."""
        over = threading.Event()

        def end() -> None:
            over.set()
            self.cut()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield over
        finally:
            timer.cancel()


def _remembering(pool: Any, remember: Callable[[socket.socket], None]) -> type:
    """The pool class `pool`, its connections told to `remember` as soon as they have a socket."""

    class Connection(pool.ConnectionCls):  # type: ignore[misc]  # a class out of a variable
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                remember(self.sock)

    class Pool(pool):  # type: ignore[misc]  # a class out of a variable
        ConnectionCls = Connection

    return Pool
