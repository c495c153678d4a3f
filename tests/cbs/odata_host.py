"""An OData v3 service on this machine, in the form of CBS's own, that can go wrong in every way."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from jaarbericht.cbs.raw import DATA, RawTable, read_raw

Records = list[dict[str, Any]]
_FEED, _CATALOGUE = "odatafeed", "odatacatalog"


@dataclass(frozen=True)
class Reply:
    """What goes back. wire: how it is sent: whole, or spoilt on the way (see `_send`)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    wire: str = "whole"


@dataclass
class Fault:
    """Spoils answers to addresses that hold `part`: the records, or the reply made of them.

    times: how many answers; None for all. skip: how many such answers go well before.
    """

    part: str
    reply: Callable[[Reply], Reply] = lambda reply: reply
    records: Callable[[Records], Records] = lambda records: records
    link: Callable[[str], str] = lambda link: link
    times: int | None = 1
    skip: int = 0

    def due(self, address: str) -> bool:
        """Whether this answer is to be spoilt."""
        if self.part not in address or self.times == 0:
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times = None if self.times is None else self.times - 1
        return True


@dataclass
class Host:
    """The service: its tables by id, what goes wrong, and what was asked."""

    tables: Mapping[str, RawTable]
    page: int = 10_000
    packs: bool = True
    catalogue: str = "CBS"
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: int = 0
    pause: float = 0
    name: str = ""
    _busy: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def asked_for(self, part: str) -> int:
        """How many addresses with `part` were asked for."""
        return sum(part in address for address in self.asked)

    def answer(self, address: str) -> Reply:
        """The reply to an address, spoilt when it is due."""
        with self._lock:
            due = [fault for fault in self.faults if fault.due(unquote(address))]
        found = self._find(address)
        if found is None:
            return Reply(404, b"<h1>Not Found</h1>", {"Content-Type": "text/html"})
        kind, records, link = found
        for fault in due:
            records, link = fault.records(records), fault.link(link)
        reply = Reply(200, layout(f"http://{self.name}/{kind}", records, link))
        for fault in due:
            reply = fault.reply(reply)
        return reply

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Count who is being answered at the same time."""
        with self._lock:
            self._busy += 1
            self.at_once = max(self.at_once, self._busy)
        try:
            time.sleep(self.pause)
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def _find(self, address: str) -> tuple[str, Records, str] | None:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query))
        names = [name for name in parts.path.split("/") if name]
        if len(names) == 2 and names[0].lower() == _CATALOGUE and names[1] == "Tables":
            return "ODataCatalog/$metadata#Tables", self._listed(options.get("$filter", "")), ""
        if len(names) < 3 or names[0].lower() != _FEED or names[1].lower() != "odata":
            return None
        raw = next((t for i, t in self.tables.items() if i.lower() == names[2].lower()), None)
        if raw is None or len(names) > 4:
            return None
        sets = self._sets(raw)
        if len(names) == 3:
            base = f"http://{self.name}/ODataFeed/odata/{raw.id}"
            return "$metadata", [{"name": n, "url": f"{base}/{n}"} for n in sets], ""
        if names[3] not in sets:
            return None
        kind = f"ODataApi/OData/{raw.id}/$metadata#Cbs.OData.WebAPI.{names[3]}"
        return kind, *self._page(raw, names[3], parts.path, int(options.get("$skip", 0)))

    def _listed(self, condition: str) -> Records:
        wanted = condition.removeprefix("Identifier eq ").strip("'")
        return [raw.record for raw in self.tables.values() if raw.record and wanted in ("", raw.id)]

    def _sets(self, raw: RawTable) -> list[str]:
        """In the order of CBS's service document."""
        middle = ("DataProperties", "CategoryGroups")
        offered = [name for name in middle if name in raw.sets]
        return ["TableInfos", DATA, "TypedDataSet", *offered, *raw.dimensions]

    def _page(self, raw: RawTable, name: str, path: str, skip: int) -> tuple[Records, str]:
        data = name == DATA
        every: Sequence[Any] = raw.rows if data else raw.sets[name]
        part = every[skip : skip + self.page]
        records = [dict(zip(raw.columns, row, strict=True)) for row in part] if data else list(part)
        if skip + self.page >= len(every):
            return records, ""
        return records, f"http://{self.name}{quote(path)}?$format=json&$skip={skip + self.page}"


def layout(metadata: str, records: Records, link: str) -> bytes:
    """An answer byte by byte as CBS lays it out: CRLF, two-space steps, ASCII."""
    items = "},{".join(
        f"\r\n      {json.dumps(one, separators=(',', ':'))[1:-1]}\r\n    " for one in records
    )
    body = f"\r\n    {{{items}}}\r\n  " if records else "\r\n\r\n  "
    then = f',"odata.nextLink":{json.dumps(link)}' if link else ""
    head = f'{{\r\n  "odata.metadata":{json.dumps(metadata)},"value":['
    return f"{head}{body}]{then}\r\n}}".encode("ascii")


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Run the service until the block ends; its `name` is where it is."""

    class Service(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host.asked.append(unquote(self.path))
            host.agents.add(self.headers.get("User-Agent", ""))
            with host.busy(), suppress(OSError):  # the client may have seen enough
                _send(self, host.answer(self.path), host.packs)

        def log_message(self, *args: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.daemon_threads = True
    host.name = f"127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def archived(folder: Path) -> dict[str, RawTable]:
    """All tables of an archive, as a host would serve them."""
    return {path.stem: read_raw(path) for path in sorted((folder / "tables").glob("*.jsonl"))}


def _send(service: BaseHTTPRequestHandler, reply: Reply, packs: bool) -> None:
    if reply.wire == "reset":
        linger = struct.pack("ii", 1, 0)
        service.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    if reply.wire in ("reset", "close"):
        service.close_connection = True
        if reply.wire == "reset":
            service.connection.close()
        return
    if reply.wire == "stall before":
        time.sleep(STALL)
    reply = _packed(service, reply, packs)
    service.send_response(reply.status)
    for name, value in {"Content-Type": "application/json", **reply.headers}.items():
        service.send_header(name, value)
    _WIRES.get(reply.wire, _whole)(service, reply.body)


STALL = 3.0


def _packed(service: BaseHTTPRequestHandler, reply: Reply, packs: bool) -> Reply:
    asked = "gzip" in service.headers.get("Accept-Encoding", "")
    if not (packs and asked) or "Content-Encoding" in reply.headers:
        return reply
    headers = {**reply.headers, "Content-Encoding": "gzip"}
    return replace(reply, body=gzip.compress(reply.body, 1), headers=headers)


def _whole(service: BaseHTTPRequestHandler, body: bytes) -> None:
    service.send_header("Content-Length", str(len(body)))
    service.end_headers()
    service.wfile.write(body)


def _short(service: BaseHTTPRequestHandler, body: bytes) -> None:
    """Half of the bytes that were promised."""
    service.send_header("Content-Length", str(len(body)))
    service.end_headers()
    service.wfile.write(body[: len(body) // 2])
    service.close_connection = True


def _without_length(service: BaseHTTPRequestHandler, body: bytes) -> None:
    """Half of the bytes, and no word of how many there are."""
    service.send_header("Connection", "close")
    service.end_headers()
    service.wfile.write(body[: len(body) // 2])
    service.close_connection = True


def _chunks(service: BaseHTTPRequestHandler, body: bytes, until: int | None = None) -> None:
    service.send_header("Transfer-Encoding", "chunked")
    service.end_headers()
    pieces = [body[n : n + 100] for n in range(0, len(body), 100)]
    for piece in pieces[:until]:
        service.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
    if until is None:
        service.wfile.write(b"0\r\n\r\n")
    else:
        service.close_connection = True


def _stalled(service: BaseHTTPRequestHandler, body: bytes) -> None:
    service.send_header("Content-Length", str(len(body)))
    service.end_headers()
    service.wfile.write(body[:10])
    service.wfile.flush()
    time.sleep(STALL)


def _dripping(service: BaseHTTPRequestHandler, body: bytes) -> None:
    service.send_header("Content-Length", str(len(body)))
    service.end_headers()
    for n in range(len(body)):
        service.wfile.write(body[n : n + 1])
        service.wfile.flush()
        time.sleep(0.05)


def _dripping_head(service: BaseHTTPRequestHandler, body: bytes) -> None:
    for n in range(1000):
        service.send_header(f"X-{n}", "drip")
        service.flush_headers()
        time.sleep(0.05)
    _whole(service, body)


_WIRES: Mapping[str, Callable[[BaseHTTPRequestHandler, bytes], None]] = {
    "short": _short,
    "without length": _without_length,
    "chunked": _chunks,
    "chunks cut": lambda service, body: _chunks(service, body, 1),
    "stall": _stalled,
    "drip": _dripping,
    "drip in the head": _dripping_head,
}
