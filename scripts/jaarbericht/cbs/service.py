"""Which OData service is asked for a table, as its contract says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.host import CBS_HOST, HostSource
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.odata4 import HOST, V4Source
from jaarbericht.cbs.sources import Delivery, Source


@dataclass(frozen=True)
class ByContract:
    """`v4` for tables of which the contract says `service: v4`, and `v3` for all others."""

    contracts: Path
    v3: Source
    v4: Source

    def read(self, table: str) -> Delivery:
        """The table from the service that has it."""
        path = self.contracts / f"{table_id(table)}.yaml"
        is_v4 = path.is_file() and read_contract(path).service == "v4"
        return (self.v4 if is_v4 else self.v3).read(table)


def by_contract(contracts: Path, host: HostSource) -> ByContract:
    """The two services of CBS, or those of the one other host that was named."""
    usual = host.hosts.name == CBS_HOST
    other = V4Source(HOST if usual else host.hosts.name, host.hosts.https, host.today, host.limits)
    return ByContract(contracts, host, other)
