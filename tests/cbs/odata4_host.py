"""A host on this machine that speaks OData v4, with figures made by hand and faults on request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TABLE = "82610NED"
ROOT = f"/odata/v1/CBS/{TABLE}"
PAGE = 4

# Status, headers and body instead of the usual answer; None: the usual one.
Answer = tuple[int, dict[str, str], bytes]
Fault = Callable[[str, Mapping[str, Any]], Answer | None]

PROPERTIES: dict[str, Any] = {
    "Identifier": TABLE, "Title": "Hernieuwbare elektriciteit; productie en vermogen ",
    "Description": "Kort.", "Language": "nl", "Modified": "2026-06-19T06:30:00+02:00",
    "TemporalCoverage": "2024-2025", "Catalog": "CBS", "Version": "202606190630",
    "VersionReason": "Actualisering", "Frequency": "Per jaar", "Status": "Regulier",
    "ObservationCount": 9, "ObservationsModified": "2026-06-19T00:00:00+02:00",
    "GraphTypes": "Table,Bar,Line", "Source": "CBS.", "Summary": "Waterkracht",
    "LongDescription": "Lang.",
}  # fmt: skip
GROUPS = [
    {"Id": "G1", "Index": 2, "Title": "Elektriciteitsproductie", "Description": ""},
    {"Id": "G2", "Index": 4, "Title": "Niet-genormaliseerde productie", "ParentId": "G1"},
]


def _measure(id: str, index: int, title: str, unit: str, group: str | None, decimals: int) -> Any:
    kind = "Double" if decimals else "Long"
    return {
        "Identifier": id, "Index": index, "Title": title, "Description": "", "DataType": kind,
        "MeasureGroupId": group, "Unit": unit, "Decimals": decimals, "PresentationType": None,
    }  # fmt: skip


MEASURES = [
    _measure("M2264", 5, "Bruto elektriciteitsproductie", "mln kWh", "G2", 0),
    _measure("M2416", 3, "Genormaliseerde bruto productie", "mln kWh", "G1", 2),
]


def _code(id: str, index: int, title: str, **more: Any) -> dict[str, Any]:
    start = {"Identifier": id, "Index": index, "Title": title, "Description": ""}
    return {**start, "DimensionGroupId": "0", **more}


CODES = {
    "BronTechniek": [
        _code("T001028", 1, "Totaal hernieuwbare energiebronnen"),
        _code("E006587", 2, "Waterkracht"),
        _code("E006590", 3, "Zonnestroom"),
    ],
    "Perioden": [
        _code("2024JJ00", 1, "2024 ", Status="Definitief"),
        _code("2025JJ00", 2, "2025", Status="NaderVoorlopig"),
    ],
}
DIMENSIONS = [
    {"Identifier": "BronTechniek", "Title": "Bron/Techniek", "Kind": "Dimension"},
    {"Identifier": "Perioden", "Title": "Perioden", "Kind": "TimeDimension"},
]


def observations() -> list[dict[str, Any]]:
    """Nine of twelve figures: seven numbers, one that cannot be, one secret."""
    given: list[tuple[str, str, str, Any, str]] = [
        ("M2416", "T001028", "2024JJ00", 1, "None"),
        ("M2264", "T001028", "2024JJ00", 809, "None"),
        ("M2416", "T001028", "2025JJ00", 1.11, "None"),
        ("M2264", "T001028", "2025JJ00", -12, "None"),
        ("M2416", "E006587", "2024JJ00", 0, "None"),
        ("M2264", "E006587", "2024JJ00", None, "Impossible"),
        ("M2264", "E006587", "2025JJ00", None, "Confidential"),
        ("M2416", "E006590", "2025JJ00", 12345678.5, "None"),
        ("M2264", "E006590", "2025JJ00", 7, "None"),
    ]
    return [
        {
            "Id": n, "Measure": measure, "ValueAttribute": mark, "Value": value,
            "StringValue": None, "BronTechniek": source, "Perioden": period,
        }
        for n, (measure, source, period, value, mark) in enumerate(given)
    ]  # fmt: skip


def sets() -> dict[str, Any]:
    """All sets of the table by name, as they are now: change what should be different."""
    fresh = {
        "Properties": PROPERTIES, "Dimensions": DIMENSIONS, "MeasureCodes": MEASURES,
        "MeasureGroups": GROUPS, **{f"{key}Codes": codes for key, codes in CODES.items()},
    }  # fmt: skip
    copied: dict[str, Any] = json.loads(json.dumps(fresh))
    return copied | {"Observations": observations()}


def body(value: Any) -> bytes:
    """An answer as the host writes it."""
    return json.dumps(value).encode()


@contextmanager
def serve(data: dict[str, Any], fault: Fault = lambda *_: None) -> Iterator[str]:
    """The host and port on which `data` is served, `fault` being asked before each answer."""

    class Service(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            usual = _answer(self.path, data, f"http://{self.headers['Host']}")
            made = fault(self.path, usual[1])
            status, headers, content = made or (usual[0], {}, body(usual[1]))
            self.send_response(status)
            for name, text in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, text)
            self.end_headers()
            with suppress(OSError):  # the client may have seen enough
                self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _answer(path: str, data: Mapping[str, Any], here: str) -> tuple[int, dict[str, Any]]:
    parts = urlsplit(path)
    name = parts.path.removeprefix(ROOT).strip("/")
    if not parts.path.startswith(ROOT) or (name and name not in data):
        return 404, {"error": {"code": "404", "message": "Not found"}}
    if not name:
        return 200, {"value": [{"name": one, "kind": "EntitySet"} for one in data]}
    if name == "Properties":
        return 200, dict(data[name])
    start = int(parse_qs(parts.query).get("$skip", ["0"])[0])
    page: dict[str, Any] = {"value": data[name][start : start + PAGE]}
    if start + PAGE < len(data[name]):
        page["@odata.nextLink"] = f"{here}{ROOT}/{name}?$skip={start + PAGE}"
    return 200, page
