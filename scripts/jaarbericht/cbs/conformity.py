"""Whether a raw table still is what its contract says. Reports every difference at once."""

from __future__ import annotations

from jaarbericht.cbs.conformity_codes import dimension_findings
from jaarbericht.cbs.conformity_table import table_findings
from jaarbericht.cbs.conformity_topics import topic_findings
from jaarbericht.cbs.contract import Contract
from jaarbericht.cbs.errors import ContractBroken
from jaarbericht.cbs.findings import Finding
from jaarbericht.cbs.raw import RawTable


def check(raw: RawTable, contract: Contract) -> tuple[Finding, ...]:
    """The differences that make no figure wrong: warnings, each with the line to change.

    Raises ContractBroken with all others, when there are any.
    """
    found = findings(raw, contract)
    wrong = [one for one in found if one.wrong]
    if wrong:
        raise _broken(raw, wrong)
    return found


def findings(raw: RawTable, contract: Contract) -> tuple[Finding, ...]:
    """Every difference between a table and its contract: the table, its dimensions, its topics."""
    return (
        *table_findings(raw, contract),
        *dimension_findings(raw, contract),
        *topic_findings(raw, contract),
    )


def _broken(raw: RawTable, wrong: list[Finding]) -> ContractBroken:
    return ContractBroken(
        f"Table {raw.id} is no longer what its contract says "
        f"({len(wrong)} difference{'s' if len(wrong) > 1 else ''}):\n"
        + "\n".join(f"  {one}" for one in wrong),
        where=wrong[0].where,
        why="Figures would be read from the wrong place, or mean something else.",
        todo="Look at the table on StatLine. If the change is harmless, change those lines of the "
        "contract; if not, change the chapters that use the table.",
    )
