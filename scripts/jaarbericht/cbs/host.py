"""A table from an OData v3 host, whole and checked. What goes over the network is client's work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jaarbericht.cbs.errors import ChangedMeanwhile, UnknownTable
from jaarbericht.cbs.halt import Halt
from jaarbericht.cbs.limits import PATIENT, USUAL, Limits, Patience
from jaarbericht.cbs.names import TableRef, host_name, table_id
from jaarbericht.cbs.news import SILENT, News
from jaarbericht.cbs.raw import RawTable, Record
from jaarbericht.cbs.sources import NO_TABLE, Delivery, frame_of, unavailable
from jaarbericht.cbs.stored import StoredRows

if TYPE_CHECKING:
    from jaarbericht.cbs.client import Client

CBS, CBS_HOST, THIRD_PARTIES = "CBS", "opendata.cbs.nl", "dataderden.cbs.nl"
_STAMPS = ("Modified", "MetaDataModified")
_OPTIONAL = "CategoryGroups"


@dataclass(frozen=True)
class Hosts:
    """Who is asked for a table; a name may carry a port or a path.

    third_parties: for every other catalogue than that of CBS; when empty, CBS's own host for third
    parties if `name` is CBS's, else `name` too, so that nobody is asked who was not named.
    """

    name: str = CBS_HOST
    https: bool = True
    third_parties: str = ""

    def of(self, table: TableRef) -> str:
        """The host of a table. Raises StrangeName."""
        usual = THIRD_PARTIES if self.name == CBS_HOST else self.name
        return host_name(self.name if table.catalogue == CBS else self.third_parties or usual)


@dataclass(frozen=True)
class HostSource:
    """OData v3 hosts, asked through cbsodata.

    catalogues: of tables that are not in that of CBS. today: the day that is written down.
    folder: a disk with room for the rows while they come; by default that for temporary files.
    """

    hosts: Hosts
    today: date
    catalogues: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    limits: Limits = USUAL
    patience: Patience = PATIENT
    news: News = SILENT
    halt: Halt = field(default_factory=Halt)

    def read(self, table: str) -> Delivery:
        """The table as the host has it now, complete and the same from begin to end.

        Raises StrangeName, UnknownTable, SourceUnavailable or another CbsError that says what is
        wrong with it.
        """
        reference = TableRef(self.catalogues.get(table, CBS), table_id(table))
        host = self.hosts.of(reference)
        self.news.begun(table)
        client = self._client(host, table)
        try:
            raw = self._download(reference, client)
        except NO_TABLE as error:
            raise unavailable(table, host, f"unexpected content ({error!r})") from error
        finally:
            client.talk.close()
        origin = _origin(raw, self._address(host, table), self.today.isoformat())
        origin["source"]["answers"] = [asdict(one) for one in client.talk.log]
        self.news.done(table, len(raw.rows))
        return Delivery(raw, origin, self.today.isoformat(), host)

    def _client(self, host: str, table: str) -> Client:
        # requests and cbsodata take as long to import as reading a table; no other job needs them.
        from jaarbericht.cbs.client import Client
        from jaarbericht.cbs.conversation import Conversation

        def note(text: str) -> None:
            self.news.note(table, text)

        return Client(
            Conversation(host, self.hosts.https, table, self.limits, self.patience, note, self.halt)
        )

    def _download(self, reference: TableRef, client: Client) -> RawTable:
        from jaarbericht.cbs.intake import Intake

        def fetch(name: str) -> list[Record]:
            try:
                return client.records(name)
            except UnknownTable:
                # Tables of before 2016 may lack it, and nothing is read from it.
                if name == _OPTIONAL and name not in client.sets():
                    return []
                raise

        frame = frame_of(reference.id, client.catalogue(), fetch)
        if frame.catalogue != reference.catalogue:
            raise unavailable(
                reference.id,
                client.talk.host,
                f"it is a table of the catalogue {frame.catalogue}, not of {reference.catalogue}",
            )
        intake = Intake(frame, StoredRows(self.folder), self.limits, self.news)
        client.rows(intake)
        intake.finish()
        _same_state(frame, client.records("TableInfos"))
        return replace(frame, columns=intake.columns, rows=intake.stored)

    def _address(self, host: str, table: str) -> str:
        return f"{'https' if self.hosts.https else 'http'}://{host}/ODataFeed/odata/{table}"


def _same_state(frame: RawTable, after: list[Record]) -> None:
    """Raise ChangedMeanwhile unless the table has the stamps that it had before the download."""
    now = after[0] if after else {}
    changed = [key for key in _STAMPS if frame.info.get(key) != now.get(key)]
    if changed:
        told = ", ".join(f"{k} was {frame.info.get(k)!r}, is {now.get(k)!r}" for k in changed)
        raise ChangedMeanwhile(
            f"CBS changed table {frame.id} while it was being downloaded: {told}.",
            where=frame.id,
            why="Some pages are of the old state and some of the new one.",
            todo="Give the command again. CBS publishes at 00:00 and 06:30; avoid those moments.",
        )


def _origin(raw: RawTable, url: str, day: str) -> dict[str, Any]:
    warnings = list(_unsaid(raw))
    return {
        "identifier": raw.id,
        "title": raw.info.get("Title", ""),
        "completeness": "complete",
        "completeness_note": f"all {len(raw.rows)} rows as delivered",
        "vintage": {"modified": raw.modified},
        "source": {"url": url, "captured_at": day, "form": "OData v3, UntypedDataSet"},
        "seen": ["figures, codes, titles, units, periods, status"],
        "derived": [],
        "unknown": warnings,
        "warnings": warnings,
    }


def _unsaid(raw: RawTable) -> list[str]:
    """What the host does not say, so that it could not be checked."""
    count = raw.record.get("RecordCount")
    checks = {
        "the catalogue does not list the table": bool(raw.record),
        "the catalogue gives no RecordCount, so a missing end of the table would not be seen": (
            isinstance(count, int)
        ),
        "Modified is empty, so the state of the figures is not known, and a change during the "
        "download would not be seen": bool(raw.info.get("Modified")),
    }
    return [text for text, said in checks.items() if not said]
