"""The one place where cbsodata meets the network, with what it lacks put around it.

cbsodata composes the addresses and follows the pages; every request of it is led to a conversation,
which does the rest, and hands the rows of a data set on without letting them pile up.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import cbsodata.cbsodata3 as cbsodata  # type: ignore[import-untyped]  # it ships no types
import requests

from jaarbericht.cbs.conversation import Conversation, Taker, brief
from jaarbericht.cbs.limits import refused
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.raw import DATA, Record

_OK = 200


@dataclass(frozen=True)
class Client:
    """What cbsodata asks in a conversation about a table."""

    talk: Conversation

    def catalogue(self) -> list[Record]:
        """The catalogue's record of the table; empty when it does not list it."""
        name = f"Identifier eq '{table_id(self.talk.table)}'"
        with _through(self.talk) as options:
            found = cbsodata.get_table_list(filters=name, catalog_url=self.talk.host, **options)
        return [r for r in found if str(r.get("Identifier", "")).upper() == self.talk.table.upper()]

    def sets(self) -> list[str]:
        """Names of the entity sets of the table, from its service document."""
        return [str(one.get("name")) for one in self.records("")]

    def records(self, name: str) -> list[Record]:
        """All records of an entity set."""
        with _through(self.talk) as options:
            found: list[Record] = cbsodata.get_meta(
                self.talk.table, name, catalog_url=self.talk.host, **options
            )
        return found

    def rows(self, take: Taker) -> None:
        """Hand every page of the data set to `take` as it comes."""
        with _through(self.talk) as options:
            cbsodata.get_meta(
                self.talk.table, DATA, catalog_url=self.talk.host, take=take, **options
            )


class _Door(requests.Session):
    """The connection that cbsodata makes for every request; passes it to its conversation."""

    def send(
        self,
        request: requests.PreparedRequest,
        *,
        conversation: Conversation | None = None,
        take: Taker | None = None,
        **_: Any,
    ) -> requests.Response:
        """What the conversation answers. Raises a CbsError."""
        if conversation is None:
            raise refused("nobody asked for it", str(request.url))
        response = requests.Response()
        response.status_code, response.url = _OK, str(request.url)
        response._content = conversation.answer(request, take)
        return response


_lock = threading.Lock()
_inside: list[Conversation] = []
_stock = cbsodata.Session


@contextmanager
def _through(conversation: Conversation) -> Iterator[dict[str, Any]]:
    """Lead cbsodata through `conversation`; gives what its functions must be given for that.

    What it imports and its options are global, so they stay changed while anybody is inside.
    """
    with _lock:
        _inside.append(conversation)
        cbsodata.Session, cbsodata.options.use_https = _Door, conversation.https
    try:
        yield {"conversation": conversation}
    except requests.exceptions.RequestException as error:  # an address that is none
        raise refused(f"it leads nowhere ({brief(error)})", conversation.host) from error
    finally:
        with _lock:
            _inside.remove(conversation)
            if not _inside:
                cbsodata.Session, cbsodata.options.use_https = _stock, True
