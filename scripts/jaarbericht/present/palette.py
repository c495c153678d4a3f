"""The colours of the report's figures. An own palette: CBS's house style may not be imitated.

The six series colours differ in lightness as well as in hue, so they stay apart in grey and for
readers with any kind of colour blindness; the tests reckon this out. All contrast at least 3:1
with white; text in a series colour is darkened to 4.5:1.
"""

from __future__ import annotations

Rgb = tuple[float, float, float]

PETROL = "#013548"
BRICK = "#BC462E"
TEAL = "#26988A"
OCHRE = "#AA7200"
PLUM = "#903484"
LAVENDER = "#908EC3"

SERIES = (PETROL, BRICK, TEAL, OCHRE, PLUM, LAVENDER)
ACCENTS = (BRICK, PETROL, TEAL, PLUM)
MUTED = "#6F8793"
INK = "#1A262E"
SOFT = "#55636C"
GRID = "#DDE3E6"
PAPER = "#FFFFFF"


def rgb(colour: str) -> Rgb:
    """Red, green and blue of `#RRGGBB`, each 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1, 0 (black) to 1 (white)."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str = PAPER) -> float:
    """Contrast ratio by WCAG 2.1, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, part: float) -> str:
    """`colour` with `part` (0 to 1) of `other` in it."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * part)):02X}" for a, b in pairs)


def tint(colour: str) -> str:
    """A pale version, for areas whose figure is provisional."""
    return mixed(colour, PAPER, 0.72)


def text_colour(colour: str) -> str:
    """The series colour, as much darker as text of it needs to be legible on white."""
    return next(
        shade for part in range(21) if contrast(shade := mixed(colour, "#000000", part / 20)) >= 4.5
    )


def text_on(colour: str) -> str:
    """Black or white: whichever is best legible on `colour`."""
    return max(("#FFFFFF", "#000000"), key=lambda text: contrast(text, colour))


def colours(labels: tuple[str, ...], highlight: tuple[str, ...]) -> dict[str, str]:
    """A colour per label: the palette in order; or accents, with grey for all not highlighted."""
    chosen = [label for label in labels if label in highlight]
    if not chosen:
        return {label: SERIES[i % len(SERIES)] for i, label in enumerate(labels)}
    accents = {label: ACCENTS[i % len(ACCENTS)] for i, label in enumerate(chosen)}
    return {label: accents.get(label, MUTED) for label in labels}
