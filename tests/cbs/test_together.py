"""Work that is done together ends together."""

from __future__ import annotations

import threading
import time
from datetime import date

import pytest
from odata_host import Fault, Host, Reply, serving
from tiny_cbs import build

from jaarbericht.cbs.errors import Halted
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.together import each


def test_what_comes_is_in_order() -> None:
    assert each(lambda n: n * n, range(20), 3, lambda: None) == [n * n for n in range(20)]


def test_the_first_failure_stops_the_others() -> None:
    stopped, begun = threading.Event(), []

    def work(n: int) -> None:
        begun.append(n)
        if n == 1:
            raise ValueError(n)
        assert stopped.wait(10)
        raise Halted("stopped")

    with pytest.raises(ValueError, match="1"):
        each(work, range(9), 2, stopped.set)
    assert sorted(begun) == [0, 1]


def test_a_download_that_waits_ends_at_once() -> None:
    host = Host({"99999NED": build()})
    host.faults.append(Fault("Grootte", reply=lambda _: Reply(wire="stall before")))
    with serving(host):
        source = HostSource(Hosts(host.name, https=False), date(2021, 11, 20))
        threading.Timer(0.3, source.halt.stop).start()
        begun = time.monotonic()
        with pytest.raises(Halted):
            source.read("99999NED")
        assert time.monotonic() - begun < 2
