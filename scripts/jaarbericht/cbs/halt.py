"""One stop for all downloads that are under way. Does not know what they are."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Halt:
    """Lets one failure, or Ctrl-C, end all downloads at once. `cuts`: what ends each of them."""

    stopped: threading.Event = field(default_factory=threading.Event)
    cuts: list[Callable[[], None]] = field(default_factory=list)

    def stop(self) -> None:
        """End every download that is under way, and let no other begin."""
        self.stopped.set()
        for cut in tuple(self.cuts):
            cut()
