"""Rule tidy_table: one raw table, checked against its contract, as a wide CSV."""

from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.tidy import tidy_table
from jaarbericht.job_frame import job

with job(globals()["snakemake"]) as step:
    contract = read_contract(step.input["contract"])
    for warning in tidy_table(step.input["raw"], contract, step.output["tidy"]):
        print(warning)
