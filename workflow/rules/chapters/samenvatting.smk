# Samenvatting: the main findings, by the numbers of the other chapters.
chapter = plan.chapter("samenvatting", tables=[], figures=[], shown=[])


rule samenvatting:
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
        "../../../scripts/chapters/samenvatting.py"
