"""Rule typeset: the assembled page as one PDF."""

from datetime import date

from jaarbericht.compose.typeset import read_enclosures, typeset
from jaarbericht.job_frame import job

with job(globals()["snakemake"]) as step:
    typeset(
        step.input["page"],
        step.output["pdf"],
        enclosures=read_enclosures(step.input["listed"]),
        created=date.fromisoformat(step.config["cutoff"]),
    )
