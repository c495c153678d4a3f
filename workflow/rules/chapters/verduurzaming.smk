# Verduurzaming: renewable electricity, and the jobs of branches that work on it.
chapter = plan.chapter(
    "verduurzaming",
    tables=["82610NED", "83583NED"],
    figures=["aandeel", "bronnen", "vermogen", "banen"],
    shown=["productie", "vermogen_tabel"],
)


rule verduurzaming:
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
        "../../../scripts/chapters/verduurzaming.py"
