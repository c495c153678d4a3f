"""Rule fetch_table: the frozen raw bytes of one table, and a receipt that says what they are."""

from jaarbericht.cbs.archive import Archive
from jaarbericht.cbs.fetch import fetch_table
from jaarbericht.cbs.lock import read_lock
from jaarbericht.job_frame import job

with job(globals()["snakemake"]) as step:
    archive = Archive(step.input["raw"].parents[1])
    lock = read_lock(archive.lock_path(step.config["year"]))
    fetch_table(step.wildcards["table"], archive, lock, step.output["raw"], step.output["receipt"])
