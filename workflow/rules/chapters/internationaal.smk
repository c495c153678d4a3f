# Internationaal: exports and imports of goods, their volume, and the part of the mkb.
chapter = plan.chapter(
    "internationaal",
    tables=["82602NED", "85429NED", "85880NED"],
    figures=["samenstelling", "maanden", "volume", "lang"],
    shown=["jaren", "volume_tabel"],
    parts={"volume": ["volume", "volume_tabel"], "mkb": []},
    cites=True,
)


rule internationaal:
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
        "../../../scripts/chapters/internationaal.py"
