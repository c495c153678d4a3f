"""Dienstverlening, netwerken en ecosystemen: what is known of the support around firms."""

from jaarbericht.lineage import Chapter, Tables


def derive(tables: Tables) -> Chapter:
    """No numbers of its own: its text prints those of other chapters."""
    return Chapter("dienstverlening", "Dienstverlening, netwerken en ecosystemen")


if "snakemake" in globals():
    from jaarbericht.job import run_chapter

    run_chapter(globals()["snakemake"], derive)
