# Regio's: vacancies, bankruptcies, confidence and establishments by province and COROP area.
chapter = plan.chapter(
    "regio",
    tables=["81578NED", "82522NED", "83599NED", "84303NED"],
    figures=[
        "vacatures_kaart",
        "dichtheid_kaart",
        "samenstelling",
        "faillissementen_kaart",
        "vertrouwen_kaart",
    ],
    shown=["vacatures_tabel", "gebieden"],
    parts={"vertrouwen": ["vertrouwen_kaart"]},
)


rule regio:
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
        "../../../scripts/chapters/regio.py"
