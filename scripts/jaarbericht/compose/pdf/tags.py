"""The structure for assistive technology."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def tagged(document: Any) -> Iterator[None]:
    """Write the document with WeasyPrint's own tags."""
    yield
