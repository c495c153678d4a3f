# Bedrijvenlandschap: how many firms, of what size and legal form, and where.
chapter = plan.chapter(
    "bedrijvenlandschap",
    tables=["81578NED", "81589NED", "83631NED"],
    figures=[
        "aantal",
        "opbouw",
        "toename",
        "klassen",
        "rechtsvorm_groei",
        "provincies",
        "oprichtingen_groei",
    ],
    shown=["per_jaar", "omvang", "rechtsvorm", "provincies_tabel"],
    parts={"oprichtingen_provincies": ["oprichtingen_groei", "provincies_tabel"]},
)


rule bedrijvenlandschap:
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
        "../../../scripts/chapters/bedrijvenlandschap.py"
