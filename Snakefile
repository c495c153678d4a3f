# The report, from raw CBS tables to the PDF: a table of contents. What happens is in workflow/rules.
from pathlib import Path

from snakemake.utils import min_version

from jaarbericht import dag

min_version("9.27")


configfile: "config.yaml"


dag.quote_python()
plan = dag.open_plan(Path(workflow.basedir), config)


include: "workflow/rules/acquire.smk"


for chapter_rules in plan.chapter_rules():

    include: chapter_rules


include: "workflow/rules/report.smk"
include: "workflow/rules/audit.smk"


plan.remember()


rule all:
    default_target: True
    input:
        # All of it, so that a result that was taken away is made again.
        made,
        rules.seal.output,
