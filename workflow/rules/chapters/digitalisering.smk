# Digitalisering: leaders and laggards by size, security, the Digitale Werkplaatsen, jobs in IT.
chapter = plan.chapter(
    "digitalisering",
    tables=["83583NED"],
    figures=["mate", "gebruik", "vervolg", "banen_it"],
    shown=["veiligheid", "bereik"],
    parts={"gebruik": ["gebruik"], "werkplaatsen": ["vervolg", "bereik"]},
    cites=True,
)


rule digitalisering:
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
        "../../../scripts/chapters/digitalisering.py"
