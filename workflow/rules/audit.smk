# What the build was, in standard forms of provenance, and the hash of every file of it.
made = [
    expand(rules.fetch_table.output, table=plan.tables),
    expand(rules.tidy_table.output, table=plan.tables),
    [list(chapter.output.values()) for chapter in plan.chapters],
    list(document.output.values()),
    rules.typeset.output,
]
sealed = plan.sealed(made)


rule seal:
    input:
        **sealed.input,
    output:
        **sealed.output,
    log:
        sealed.log,
    conda:
        "../../envs/jaarbericht.yaml"
    params:
        **sealed.params,
    script:
        "../../scripts/seal.py"
