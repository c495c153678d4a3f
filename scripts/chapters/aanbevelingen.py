"""Aanbevelingen: what the Comité recommends, beside the figures that bear on it."""

from jaarbericht.lineage import Chapter, Tables


def derive(tables: Tables) -> Chapter:
    """No numbers of its own: its text prints those of other chapters."""
    return Chapter("aanbevelingen", "Aanbevelingen")


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
