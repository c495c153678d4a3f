"""Rule seal: the build in standard forms of provenance, and the hash of every file."""

from importlib.metadata import version
from pathlib import Path

from jaarbericht.audit.seal import Sealing, seal
from jaarbericht.job_frame import job

with job(globals()["snakemake"]) as step:
    seal(
        Path(),
        Sealing(
            settings=step.config,
            records=[path.as_posix() for path in step.input["records"]],
            results=[path.as_posix() for path in step.input["results"]],
            sources=step.params["sources"],
            rule=step.rule,
            wildcards=step.wildcards,
            code=step.params["code"],
            software=step.params["software"],
            engine=version("snakemake"),
        ),
    )
