# Innovatie en productiviteit: output per worker, research and development, and firms that innovate.
chapter = plan.chapter(
    "innovatie",
    tables=["82602NED", "85224NED", "85880NED"],
    figures=[
        "productiviteit",
        "groei_omvang",
        "bbp_werkenden",
        "onderzoek",
        "innovatoren",
    ],
    shown=["groei_per_werkende", "innovatoren_tabel"],
    parts={
        "groei_omvang": ["groei_omvang"],
        "per_werkende": ["bbp_werkenden", "groei_per_werkende"],
        "onderzoek": ["onderzoek"],
    },
    cites=True,
)


rule innovatie:
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
        "../../../scripts/chapters/innovatie.py"
