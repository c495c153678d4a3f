"""Which divisions of the Standaard Bedrijfsindeling 2008 a branch title covers. No figures."""

from __future__ import annotations

import re

_SECTIONS: dict[str, tuple[int, int]] = {
    "A": (1, 3),
    "B": (6, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
    "U": (99, 99),
}
_LETTERS = re.compile(r"^([A-U])(?:-([A-U]))? ")
_NUMBERS = re.compile(r"^(\d{2})(?:-(\d{2}))?(?!\d)")


def divisions(title: str) -> frozenset[int]:
    """SBI 2008 divisions at the head of a CBS title such as `B-E Nijverheid` or `10-12 Voeding`.

    Empty when the title does not begin with a section letter or a division number.
    """
    if match := _LETTERS.match(title):
        first, last = match.group(1), match.group(2) or match.group(1)
        return frozenset(range(_SECTIONS[first][0], _SECTIONS[last][1] + 1))
    if match := _NUMBERS.match(title):
        first_number, last_number = int(match.group(1)), int(match.group(2) or match.group(1))
        return frozenset(range(first_number, last_number + 1))
    return frozenset()
