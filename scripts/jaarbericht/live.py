"""Tables asked of CBS for an edition: into a folder of its results, or into the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from jaarbericht.audit.tampered import unseal
from jaarbericht.cbs.archive import Archive, Change, Renewal, update
from jaarbericht.cbs.conformity import check
from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.findings import Finding
from jaarbericht.cbs.host import Hosts, HostSource
from jaarbericht.cbs.names import table_id
from jaarbericht.cbs.news import News
from jaarbericht.cbs.raw import RawTable
from jaarbericht.cbs.service import by_contract
from jaarbericht.cbs.sources import FolderSource, Source
from jaarbericht.dag import archive_folder
from jaarbericht.edition import Cbs, Config, Edition
from jaarbericht.today import today

# Connections at a time. CBS asks for fair use and names no number.
AT_ONCE = 3


def download(
    root: Path, edition: Edition, source: HostSource, tables: Sequence[str]
) -> list[Change]:
    """Bring the tables of an edition beside its results, where a live build reads them.

    All of them or none; the archive of the project is left alone. Raises a CbsError or FileProblem.
    """
    archive = Archive(root / archive_folder("live", edition.year))
    renewal = Renewal(
        edition.year, edition.cutoff, partial(check_contract, root),
        compare=False, others=False, at_once=AT_ONCE, stop=source.halt.stop,
        before=partial(unseal, archive.root.parent),
    )  # fmt: skip
    asked = by_contract(root / "resources" / "contracts", source)
    changes = update(archive, asked, tables, renewal)
    _remove_others(archive, tables)
    return changes


def renewal(
    root: Path, config: Config, place: str | None, tables: Sequence[str], news: News
) -> tuple[Renewal, Source]:
    """How and from where the archive is renewed. place: a folder or a host; None: config.yaml."""
    how = Renewal(config.edition.year, config.edition.cutoff, partial(check_contract, root))
    folder = Path(place or "")
    if place and (folder.is_dir() or place.startswith((".", "/", "~"))):
        return how, FolderSource(folder.expanduser())
    cbs = replace(config.cbs, host=place, third_parties="") if place else config.cbs
    source = host_source(root, cbs, tables, root / ".cache", news)
    asked = by_contract(root / "resources" / "contracts", source)
    return replace(how, at_once=AT_ONCE, stop=source.halt.stop), asked


def host_source(
    root: Path, cbs: Cbs, tables: Sequence[str], folder: Path, news: News
) -> HostSource:
    """The hosts that config.yaml names, for these tables; rows are kept on the disk of `folder`."""
    hosts = Hosts(cbs.host, cbs.https, cbs.third_parties)
    folder.mkdir(parents=True, exist_ok=True)
    return HostSource(hosts, today(), catalogues(root, tables), folder, news=news)


def catalogues(root: Path, tables: Sequence[str]) -> Mapping[str, str]:
    """The catalogue of each table that has a contract. Raises ContractInvalid."""
    paths = {table: _contract(root, table) for table in tables}
    return {t: read_contract(path).catalogue for t, path in paths.items() if path.exists()}


def check_contract(root: Path, raw: RawTable) -> tuple[Finding, ...]:
    """How a table differs from its contract, if it has one, without harm. Raises ContractBroken."""
    path = _contract(root, raw.id)
    return check(raw, read_contract(path)) if path.exists() else ()


def _contract(root: Path, table: str) -> Path:
    return root / "resources" / "contracts" / f"{table_id(table)}.yaml"


def _remove_others(archive: Archive, tables: Sequence[str]) -> None:
    """Take away what an earlier download brought for chapters that are no longer there."""
    for table in archive.tables():
        if table not in tables:
            archive.raw_path(table).unlink()
            archive.origin_path(table).unlink(missing_ok=True)
