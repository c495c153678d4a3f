# Financiering en investeringen: own and borrowed capital, investment and the stock of capital goods.
chapter = plan.chapter(
    "financiering",
    tables=["82596NED", "82602NED", "84328NED", "85880NED"],
    figures=["balans", "investeringen", "kapitaal_volume"],
    shown=["balansmutaties", "investeringen_tabel", "vervanging"],
    parts={"banken": [], "investeringen": ["investeringen", "investeringen_tabel"]},
    cites=True,
)


rule financiering:
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
        "../../../scripts/chapters/financiering.py"
