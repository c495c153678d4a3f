"""The frame around every step: its log, its failures, its provenance. Nothing of what it does."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from jaarbericht.audit.provenance import Record, hashes, write_record
from jaarbericht.audit.tampered import unseal
from jaarbericht.dag_alive import hold
from jaarbericht.defects import defect, in_chapter
from jaarbericht.errors import JaarberichtError
from jaarbericht.job_failures import leave


class Interrupted(SystemExit):
    """The step was told to stop."""


@dataclass(frozen=True)
class Step:
    """What Snakemake hands to a script. input, output: name -> path, or list of paths.

    config: the settings that the rule asked for, as in config.yaml.
    """

    name: str
    rule: str
    wildcards: Mapping[str, str]
    input: Mapping[str, Any]
    output: Mapping[str, Any]
    params: Mapping[str, Any]

    @property
    def config(self) -> dict[str, Any]:
        """The fields of the edition that the rule named, as JSON gives them."""
        return dict(self.params["config"])


@contextmanager
def job(snakemake: Any) -> Iterator[Step]:
    """Run the block as the step that `snakemake` describes.

    All output goes to the log. A failure is left for the command line and ends the process with
    status 1. When the block ends well the provenance record is written; if that fails, so does
    the step.
    """
    step = _step(snakemake)
    terminal = _to_log(Path(snakemake.log[0]))
    signal.signal(signal.SIGTERM, _stop)
    try:
        hold(Path())
        unseal(step.output["record"].parent.parent)
        yield step
        _write_provenance(step)
    except JaarberichtError as failure:
        place = in_chapter(failure)
        if place not in failure.where:
            failure.where = f"{failure.where} ({place})" if failure.where else place
        _fail(failure, step.name, terminal)
    except Exception as error:
        traceback.print_exc()
        _fail(defect(error), step.name, terminal)


def _step(snakemake: Any) -> Step:
    params = {name: value for name, value in snakemake.params.items() if name in _PARAMS}
    decoded = {name: json.loads(text)[name] for name, text in params.items()}
    return Step(
        Path(snakemake.log[0]).stem,
        snakemake.rule,
        {name: str(value) for name, value in snakemake.wildcards.items()},
        {name: _paths(value) for name, value in snakemake.input.items()},
        {name: _paths(value) for name, value in snakemake.output.items()},
        decoded,
    )


_PARAMS = ("code", "config", "software", "sources", "lock")


def _paths(value: Any) -> Path | list[Path]:
    return Path(value) if isinstance(value, str) else [Path(one) for one in value]


def _to_log(log: Path) -> int:
    """Send all output of this process to `log`; gives the old standard error."""
    sys.stdout.flush()
    sys.stderr.flush()
    terminal = os.dup(2)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
    return terminal


def _fail(failure: JaarberichtError, name: str, terminal: int) -> NoReturn:
    text = f"{failure.kind}: {failure}\n"
    sys.stderr.write(text)
    if not leave(failure, name):
        os.write(terminal, text.encode())
    sys.exit(1)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Interrupted(128 + number)


def _write_provenance(step: Step) -> None:
    outputs = dict(step.output)
    record = outputs.pop("record")
    lock = {"lock": step.params["lock"]} if "lock" in step.params else {}
    write_record(
        record,
        Record(
            rule=step.rule,
            wildcards=step.wildcards,
            inputs=hashes({*_flat(step.input), *step.params.get("sources", ())}),
            outputs=hashes(_flat(outputs)),
            code=step.params["code"],
            config={**step.params["config"], **lock},
            software=step.params["software"],
        ),
    )


def _flat(files: Mapping[str, Any]) -> Iterator[str]:
    for value in files.values():
        for path in [value] if isinstance(value, Path) else value:
            yield path.as_posix()
