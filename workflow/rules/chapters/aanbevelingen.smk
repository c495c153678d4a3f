# Aanbevelingen: what the Comité recommends, beside the figures that bear on it.
chapter = plan.chapter("aanbevelingen", tables=[], figures=[], shown=[])


rule aanbevelingen:
    input:
        **chapter.input,
    output:
        **chapter.written,
    log:
        chapter.log,
    conda:
        "../../../envs/jaarbericht.yaml"
    params:
        **chapter.params,
    script:
        "../../../scripts/chapters/aanbevelingen.py"
