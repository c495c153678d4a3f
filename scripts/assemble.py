"""Rule assemble: chapters and texts as one HTML document, its ledger and the cells it rests on."""

from pathlib import Path

from jaarbericht.compose.assembly import Places, PlacesBefore, build_document
from jaarbericht.edition import edition_of
from jaarbericht.job_frame import job

with job(globals()["snakemake"]) as step:
    results = step.output["ledger"].parent
    places = Places(
        prose=Path("report"),
        chapters=results / "chapters",
        lock=step.input["lock"],
        report=step.output["page"].parent,
        ledger=step.output["ledger"],
        cells=step.output["cells"],
        before=PlacesBefore(
            kept=next(iter(step.input["kept"]), None),
            raw=results / "raw",
            contracts=Path("resources/contracts"),
        ),
    )
    build_document(edition_of(step.config), places)
