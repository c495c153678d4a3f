"""Rule tidy_table: one raw table, checked against its contract, as a wide CSV."""

from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.job_frame import job

with job(globals()["snakemake"]) as step:
    tidy_table(step.input["raw"], read_contract(step.input["contract"]), step.output["tidy"])
