# De mkb-conjunctuurklok: CBS's published series of the clock, beside consumer confidence and growth.
chapter = plan.chapter(
    "conjunctuurklok",
    tables=["83693NED", "85880NED"],
    figures=["klok", "verloop", "consumenten"],
    shown=["naast"],
    cites=True,
)


rule conjunctuurklok:
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
        "../../../scripts/chapters/conjunctuurklok.py"
