"""CBS's figures of a year in the table of vacancies, against its rule for stocks."""

from __future__ import annotations

from decimal import Decimal

from raw_archive import rows

OPEN = "OpenstaandeVacatures_1"
# Figures of CBS that do not fit; branches of 2018, kept as CBS gives them.
ODD = {("386800", "2018"), ("388400", "2018"), ("419200", "2018"), ("419700", "2018")}
# Each figure may be off by half of its last digit; the mean of quarters by as much again.
SLACK = Decimal("0.1")


def figures() -> dict[tuple[str, str], Decimal]:
    """Branch (or size) and period to the open vacancies, in thousands."""
    return {
        (row["Bedrijfskenmerken"], row["Perioden"]): Decimal(row[OPEN])
        for row in rows("80472ned")
        if row[OPEN] not in (".", "")
    }


def test_a_year_of_open_vacancies_counts_its_ends_half() -> None:
    found = figures()
    looked, odd = 0, set()
    for (code, period), value in found.items():
        year = period[:4]
        quarters = [f"{int(year) - 1}KW04", *(f"{year}KW0{n}" for n in (1, 2, 3, 4))]
        keys = [(code, quarter) for quarter in quarters]
        if period[4:] != "JJ00" or any(key not in found for key in keys):
            continue
        first, *middle, last = (found[key] for key in keys)
        mean = (first / 2 + sum(middle) + last / 2) / 4
        looked += 1
        if abs(mean - value) > SLACK:
            odd.add((code, year))
    assert (looked, odd) == (1_450, ODD)
