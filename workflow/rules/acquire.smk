# From the archive, or a download of it, to tidy tables, one table at a time.


rule fetch_table:
    input:
        raw=f"{plan.archive}/tables/{{table}}.jsonl",
        origin=f"{plan.archive}/tables/{{table}}.origin.json",
    output:
        raw=update(plan.of("raw/{table}.jsonl")),
        receipt=update(plan.of("raw/{table}.receipt.json")),
        record=plan.record("fetch_table.{table}"),
    log:
        plan.log("fetch_table.{table}"),
    conda:
        "../../envs/jaarbericht.yaml"
    params:
        **plan.params("fetch_table", "year"),
        lock=lambda wildcards: plan.frozen(wildcards.table),
    script:
        "../../scripts/fetch_table.py"


rule tidy_table:
    input:
        raw=rules.fetch_table.output.raw,
        contract="resources/contracts/{table}.yaml",
    output:
        tidy=update(plan.of("tidy/{table}.csv")),
        record=plan.record("tidy_table.{table}"),
    log:
        plan.log("tidy_table.{table}"),
    conda:
        "../../envs/jaarbericht.yaml"
    params:
        **plan.params("tidy_table"),
        sources=lambda wildcards: plan.sources(
            f"resources/contracts/{wildcards.table}.yaml"
        ),
    script:
        "../../scripts/tidy_table.py"
