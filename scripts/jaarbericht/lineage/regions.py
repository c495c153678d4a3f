"""Provinces as sums of COROP areas, the regions for which CBS counts establishments here.

The areas nest within provinces, by the municipal borders of the year of each figure.
"""

from __future__ import annotations

from collections.abc import Mapping

from jaarbericht.lineage.quantity import Quantity, total

PROVINCES: Mapping[str, tuple[str, ...]] = {
    "Groningen": ("CR01", "CR02", "CR03"),
    "Fryslân": ("CR04", "CR05", "CR06"),
    "Drenthe": ("CR07", "CR08", "CR09"),
    "Overijssel": ("CR10", "CR11", "CR12"),
    "Flevoland": ("CR40",),
    "Gelderland": ("CR13", "CR14", "CR15", "CR16"),
    "Utrecht": ("CR17",),
    "Noord-Holland": ("CR18", "CR19", "CR20", "CR21", "CR22", "CR23", "CR24"),
    "Zuid-Holland": ("CR25", "CR26", "CR27", "CR28", "CR29", "CR30"),
    "Zeeland": ("CR31", "CR32"),
    "Noord-Brabant": ("CR33", "CR34", "CR35", "CR36"),
    "Limburg": ("CR37", "CR38", "CR39"),
}


def by_province(areas: Mapping[str, Quantity]) -> dict[str, Quantity]:
    """Province to the sum over its COROP areas, given by code."""
    return {name: total(*(areas[code] for code in codes)) for name, codes in PROVINCES.items()}
