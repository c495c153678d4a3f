"""A drawing that cannot be drawn says why, and an interrupt while drawing is an interrupt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.images import SVGImage
from weasyprint.logger import LOGGER

from jaarbericht.compose.pdf.engine import replaced


@contextmanager
def drawings_reported() -> Iterator[None]:
    """For the length of the block, drawing an SVG picture swallows nothing.

    WeasyPrint catches everything there, an interrupt and a refused fetch included.
    """
    with replaced(SVGImage, "draw", _draw):
        yield


def _draw(picture: Any, stream: Any, width: float, height: float, style: Any) -> None:
    try:
        picture._svg.draw(stream, width, height, picture._base_url, picture._context)
    except Exception as error:
        LOGGER.error("Cannot draw %s: %s: %s", picture._base_url, type(error).__name__, error)
