# Corona en veerkracht: the shock of 2020, bankruptcies, and the recovery.
chapter = plan.chapter(
    "corona",
    tables=[
        "80472ned",
        "82242NED",
        "82244NED",
        "82522NED",
        "82602NED",
        "82675NED",
        "83693NED",
        "84303NED",
        "85880NED",
    ],
    figures=[
        "bbp_kwartaal",
        "toegevoegde_waarde",
        "faillissementen",
        "faillissementen_maand",
        "faillissementen_sector",
        "provincies",
        "vertrouwen",
        "consument",
        "vacatures_verloop",
        "vacatures_sector",
    ],
    shown=["faillissementen_type", "vacatures_tabel", "twee_crises"],
    parts={"tw_later": [], "tw_groep": [], "coronajaar": ["twee_crises"]},
)


rule corona:
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
        "../../../scripts/chapters/corona.py"
