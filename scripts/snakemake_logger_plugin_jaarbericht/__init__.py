"""Progress of a build in one line per step, on a terminal and in a log; and raw complaints.

Found by Snakemake through the name of this package.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import Any

from snakemake_interface_logger_plugins.base import LogHandlerBase
from snakemake_interface_logger_plugins.common import LogEvent

# A file descriptor for progress; without it progress goes to standard error.
PROGRESS = "JAARBERICHT_PROGRESS"
_QUIET_RULE = "all"
_NOTHING = "Nothing to be done"


class LogHandler(LogHandlerBase):
    """Tells `[3/12] werk 2.1 s` for every step that ends; complaints go to standard error.

    On a terminal the steps of a moment take one line, which each overwrites.
    """

    def __post_init__(self) -> None:
        self._out = int(os.environ.get(PROGRESS, "2"))
        self._terminal = os.isatty(self._out)
        self._begun: dict[int, tuple[str, float]] = {}
        self._done = self._total = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Tell what a reader can use of the record."""
        event, told = getattr(record, "event", None), record.__dict__
        if event == LogEvent.RUN_INFO:
            stats = told["stats"]
            self._total = stats["total"] - stats.get(_QUIET_RULE, 0)
        elif event == LogEvent.JOB_INFO:
            self._begin(told)
        elif event == LogEvent.JOB_FINISHED:
            self._finish(told["job_id"])
        elif event == LogEvent.JOB_ERROR:
            self._line(f"        {_name(told)} failed", keep=True)
        elif record.getMessage().startswith(_NOTHING) and self.common_settings.dryrun:
            self._line("Nothing to do: everything is as it must be.", keep=True)
        elif record.levelno >= logging.WARNING and record.getMessage() != "None":
            print(record.getMessage(), file=sys.stderr, flush=True)

    def _begin(self, told: dict[str, Any]) -> None:
        name = _name(told)
        if name == _QUIET_RULE:
            return
        self._begun[told["jobid"]] = name, time.monotonic()
        if self.common_settings.dryrun:
            self._line(name, keep=True)
        elif self._terminal:
            self._line(f"{self._count(self._done)} {name} …", keep=False)

    def _finish(self, job: int) -> None:
        if job not in self._begun:
            return
        name, begun = self._begun.pop(job)
        self._done += 1
        seconds = time.monotonic() - begun
        last = self._done == self._total
        self._line(f"{self._count(self._done)} {name} {seconds:.1f} s", keep=last)

    def _count(self, done: int) -> str:
        width = len(str(self._total))
        return f"[{done:{width}}/{self._total}]"

    def _line(self, text: str, keep: bool) -> None:
        if self._terminal:
            text = f"\r\033[K{text}" + ("\n" if keep else "")
        else:
            text += "\n"
        os.write(self._out, text.encode())

    @property
    def writes_to_stream(self) -> bool:
        """It takes the place of Snakemake's own messages."""
        return True

    @property
    def writes_to_file(self) -> bool:
        """Snakemake's own log file stays as it is."""
        return False

    @property
    def has_filter(self) -> bool:
        """It chooses itself."""
        return True

    @property
    def has_formatter(self) -> bool:
        """It words itself."""
        return True

    @property
    def needs_rulegraph(self) -> bool:
        """It tells nothing of the order of rules."""
        return False


def _name(told: dict[str, Any]) -> str:
    wildcards = dict(told.get("wildcards") or {})
    return " ".join([told["rule_name"], *map(str, wildcards.values())])
