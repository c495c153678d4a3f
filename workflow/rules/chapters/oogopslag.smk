# Het mkb in één oogopslag: a card for each key figure, with its change and a small line.
chapter = plan.chapter(
    "oogopslag",
    tables=[
        "80072ned",
        "80472ned",
        "80590ned",
        "81431NED",
        "81589NED",
        "82242NED",
        "82610NED",
        "82675NED",
        "83583NED",
        "83693NED",
        "85224NED",
        "85429NED",
        "85880NED",
    ],
    figures=[
        "bedrijven",
        "alleen",
        "faillissementen",
        "bbp",
        "ov",
        "cv",
        "vacatures",
        "spanning",
        "werkloos",
        "zzp",
        "loon",
        "verzuim",
        "stroom",
        "uitvoer",
        "it",
    ],
    shown=[],
)


rule oogopslag:
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
        "../../../scripts/chapters/oogopslag.py"
