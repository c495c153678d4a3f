"""Measures a download from a host on this machine and writes the ratios as JSON. Run on demand:

    .venv/bin/python tests/bench/bench_download.py [OUT.json] [ROWS …]

Per number of rows: seconds of a whole download (asked, checked, kept, hashed) and of bare requests
with json over the same pages, one after the other in processes of their own, the best of three;
their ratio; and the peak memory of the download. The host makes its pages while it is asked.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

ID, PAGE, ROUNDS = "99999NED", 10_000, 3
USUAL = (100_000, 1_000_000, 5_000_000)
LIMIT_MIB, LIMIT_RATIO, MANY = 400, 1.5, 1_000_000
GROUPS, PERIODS, TOPICS = 100, 100, 3


def main(target: Path, sizes: tuple[int, ...]) -> int:
    measured = [measure(rows) for rows in sizes]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(measured, indent=1))
    small = [m for m in measured if m["rows"] < MANY]  # there, starting Python counts most
    good = all(m["peak_mib"] <= LIMIT_MIB for m in measured)
    good &= all(m["ratio"] <= LIMIT_RATIO for m in measured if m not in small)
    return 0 if good else 1


def measure(rows: int) -> dict[str, Any]:
    ready, told = multiprocessing.Pipe()
    host = multiprocessing.Process(target=serve, args=(rows, told), daemon=True)
    host.start()
    name = ready.recv()
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(run("bare", name, rows))
        ours.append(run("download", name, rows))
    host.terminate()
    quickest = [min(one["seconds"] for one in many) for many in (bare, ours)]
    return {
        "rows": rows,
        "bare_seconds": round(quickest[0], 2),
        "download_seconds": round(quickest[1], 2),
        "ratio": round(quickest[1] / quickest[0], 2),
        "peak_mib": round(max(one["mib"] for one in ours)),
        "file_mb": round(ours[0]["bytes"] / 1e6, 1),
    }


def run(what: str, name: str, rows: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, __file__, f"--{what}", name, str(rows)],
        capture_output=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def bare(name: str, rows: int) -> int:
    """What anybody would write: all pages, one after the other, nothing kept."""
    import requests

    url: str | None = f"http://{name}/ODataFeed/odata/{ID}/UntypedDataSet?$format=json"
    count = 0
    with requests.Session() as session:
        while url:
            page = session.get(url, timeout=60).json()
            count += len(page["value"])
            url = page.get("odata.nextLink")
    assert count == rows
    return 0


def download(name: str, rows: int) -> int:
    from jaarbericht.cbs.archive import Archive, Renewal, update
    from jaarbericht.cbs.host import Hosts, HostSource

    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        source = HostSource(Hosts(name, https=False), date(2021, 11, 18), folder=Path(folder))
        (change,) = update(archive, source, [ID], Renewal(2021, date(2021, 11, 18)))
        assert change.rows == rows
        return archive.raw_path(ID).stat().st_size


def serve(rows: int, told: Any) -> None:
    """The host: a table of `rows` rows, a page for every code of its first dimension."""
    sets = table(rows)
    template = page_template()

    class Service(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            name, options = parts.path.rstrip("/").split("/")[-1], dict(parse_qsl(parts.query))
            if name == "UntypedDataSet":
                body = self.rows(int(options.get("$skip", 0)))
            else:
                body = json.dumps({"value": sets[name]}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json;odata=minimalmetadata")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def rows(self, skip: int) -> bytes:
            group = f"A{skip // PAGE:06}"
            text = template.replace("@", group) % tuple(range(skip, skip + PAGE))
            link = f"http://{self.headers['Host']}/ODataFeed/odata/{ID}/UntypedDataSet"
            then = f',"odata.nextLink":"{link}?$format=json&$skip={skip + PAGE}"'
            last = skip + PAGE >= rows
            return f'{{\r\n  "value":[\r\n    {text}\r\n  ]{"" if last else then}\r\n}}'.encode()

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    told.send(f"127.0.0.1:{server.server_port}")
    server.serve_forever()


def page_template() -> str:
    keys = [(f"B{n:05} ", f"{1900 + m}JJ00") for n in range(GROUPS) for m in range(PERIODS)]
    rows = [
        '{\r\n      "ID":%d,"Groep":"@","Deel":"'
        + f'{deel}","Perioden":"{period}",'
        + ",".join(f'"Waarde_{t}":"{(n * 7919 * t) % 10**7 / 10:8.1f}"' for t in (1, 2, 3))
        + "\r\n    }"
        for n, (deel, period) in enumerate(keys)
    ]
    return ",".join(rows)


def table(rows: int) -> dict[str, Any]:
    kinds = {"Groep": "Dimension", "Deel": "Dimension", "Perioden": "TimeDimension"}
    properties = [{"Type": kind, "Key": key, "Title": key} for key, kind in kinds.items()]
    topics = [
        {"Type": "Topic", "Key": f"Waarde_{t}", "Title": f"Waarde {t}", "Datatype": "Double"}
        for t in range(1, TOPICS + 1)
    ]
    info = {"Title": "Proef", "Catalog": "CBS", "Modified": "2021-03-04T02:00:00"}
    return {
        ID: [{"name": name} for name in ("TableInfos", "DataProperties", "CategoryGroups", *kinds)],
        "Tables": [{"Identifier": ID, "RecordCount": rows}],
        "TableInfos": [info],
        "CategoryGroups": [],
        "DataProperties": properties + topics,
        "Groep": [{"Key": f"A{n:06}", "Title": ""} for n in range(rows // PAGE)],
        "Deel": [{"Key": f"B{n:05} ", "Title": ""} for n in range(GROUPS)],
        "Perioden": [{"Key": f"{1900 + n}JJ00", "Title": ""} for n in range(PERIODS)],
    }


def timed(what: str, name: str, rows: int) -> None:
    work = {"--bare": bare, "--download": download}[what]
    begun = time.perf_counter()
    size = work(name, rows)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mib": peak, "bytes": size}))


if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1].startswith("--"):
        sys.exit(timed(sys.argv[1], sys.argv[2], int(sys.argv[3])))
    out = sys.argv[1] if len(sys.argv) > 1 else "results/bench/download.json"
    sys.exit(main(Path(out).resolve(), tuple(map(int, sys.argv[2:])) or USUAL))
