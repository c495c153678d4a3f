# Werk en menselijk kapitaal: vacancies, tension, jobs, pay, absence and flexible work.
chapter = plan.chapter(
    "werk",
    tables=["80072ned", "80472ned", "80590ned", "81431NED", "83583NED", "85224NED"],
    figures=[
        "vacatures",
        "vacatures_sector",
        "krapte",
        "banen_sector",
        "uurloon",
        "verzuim",
        "flexwerk",
    ],
    shown=["vacatures_omvang", "banen_omvang", "loon_uren", "arbeidsrelatie"],
    parts={"banen_sector": ["banen_sector"]},
)


rule werk:
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
        "../../../scripts/chapters/werk.py"
