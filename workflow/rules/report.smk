# From chapters and texts to one HTML document with its ledger, and from that to the PDF.
document = plan.document()


rule assemble:
    input:
        **document.input,
    output:
        **document.written,
    log:
        document.log,
    conda:
        "../../envs/jaarbericht.yaml"
    params:
        **document.params,
    script:
        "../../scripts/assemble.py"


rule typeset:
    input:
        page=rules.assemble.output.page,
        parts=rules.assemble.output.parts,
        listed=rules.assemble.output.listed,
    output:
        pdf=update(plan.of(f"jaarbericht-{plan.edition.year}.pdf")),
        record=plan.record("typeset"),
    log:
        plan.log("typeset"),
    conda:
        "../../envs/jaarbericht.yaml"
    params:
        **plan.params("typeset", "cutoff"),
    script:
        "../../scripts/typeset.py"
