"""Grids of tiles: regions as squares of one size, each about where it lies in the Netherlands.

A grid is made by hand, not taken from a map: small regions are seen as well as large ones.
"""

from __future__ import annotations

from collections.abc import Mapping

# Column from the left and row from the top, counted from 0.
Place = tuple[int, int]

PROVINCES: Mapping[str, Place] = {
    "Fryslân": (2, 0),
    "Groningen": (3, 0),
    "Noord-Holland": (1, 1),
    "Flevoland": (2, 1),
    "Drenthe": (3, 1),
    "Zuid-Holland": (0, 2),
    "Utrecht": (1, 2),
    "Gelderland": (2, 2),
    "Overijssel": (3, 2),
    "Zeeland": (0, 3),
    "Noord-Brabant": (1, 3),
    "Limburg": (2, 3),
}
