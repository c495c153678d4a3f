"""Samenvatting: the main findings, by the numbers of the other chapters."""

from jaarbericht.lineage import Chapter, Tables


def derive(tables: Tables) -> Chapter:
    """No numbers of its own: its text prints those of other chapters."""
    return Chapter("samenvatting", "Samenvatting")


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
