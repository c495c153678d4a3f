"""The annex ‘Bijgesteld ten opzichte van het vorige jaarbericht’: its sentences and its rows.

The same goes into the ledger as data, so that it can be computed again from the PDF alone.
"""

from __future__ import annotations

from jaarbericht.compose.revisions import Kind

KINDS = {
    Kind.EQUAL: "gelijk gebleven",
    Kind.STATUS: "andere status",
    Kind.DEFINITION: "andere groep of formule",
    Kind.FIGURE: "cijfer bijgesteld",
    Kind.SECRET: "niet meer gegeven",
    Kind.UNIT: "andere eenheid",
    Kind.CELL: "cel niet meer aanwezig",
    Kind.TABLE: "tabel niet meer gebruikt",
}
