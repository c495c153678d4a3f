# Dienstverlening, netwerken en ecosystemen: what is known of the support around firms.
chapter = plan.chapter("dienstverlening", tables=[], figures=[], shown=[])


rule dienstverlening:
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
        "../../../scripts/chapters/dienstverlening.py"
