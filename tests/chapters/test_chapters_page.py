"""docs/chapters.md: the functions it lists are those of the code, and its chapter can be built."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from raw_archive import ROOT

from jaarbericht import lineage
from jaarbericht.compose.allowlist import parse_allowlist
from jaarbericht.compose.annotations import check_annotations
from jaarbericht.compose.chapterdata import chapter_data
from jaarbericht.compose.findings import Source
from jaarbericht.compose.functions import Names
from jaarbericht.compose.guard import check
from jaarbericht.compose.numbering import Numbered, number_document
from jaarbericht.compose.prose import Surroundings, render_chapter
from jaarbericht.job import RuleMismatch, same_chapter
from jaarbericht.lineage import Chapter, Series, Table, forms, spoken

PAGE = (ROOT / "docs/chapters.md").read_text("utf-8")
NAME = "failliet"
RULE, CODE, TEXT = (
    f"workflow/rules/chapters/{NAME}.smk",
    f"scripts/chapters/{NAME}.py",
    f"report/chapters/{NAME}.md",
)
STARS = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
METHODS: Mapping[type, tuple[str, ...]] = {
    Table: ("quantity", "series", "periods", "latest", "codes"),
    Series: ("at", "first", "last", "periods", "between", "map", "extremes", "highest", "lowest"),
    Chapter: ("part", "number", "period", "label", "figure", "table"),
}


def functions(module: Any) -> Iterator[Callable[..., Any]]:
    names = getattr(module, "__all__", vars(module))
    for name in names:
        found = getattr(module, name)
        own = hasattr(module, "__all__") or getattr(found, "__module__", "") == module.__name__
        if inspect.isfunction(found) and own and not name.startswith("_"):
            yield found


def row(name: str, found: Any) -> str:
    """`name(parameters)` and the first sentence that the code says of it."""
    told = " ".join((inspect.getdoc(found) or "").split("\n\n")[0].split())
    if isinstance(found, property):
        return f"| `{name}` | {told} |"
    given = [
        STARS.get(one.kind, "") + one.name
        for one in inspect.signature(found).parameters.values()
        if one.name != "self"
    ]
    return f"| `{name}({', '.join(given)})` | {told} |"


def expected() -> Iterator[str]:
    for kind, methods in METHODS.items():
        for name in methods:
            yield row(f"{kind.__name__.lower()}.{name}", getattr(kind, name))
    for module in (lineage, forms, spoken):
        for found in functions(module):
            yield row(found.__name__, found)


def block(name: str) -> str:
    """The file that the page gives under a name."""
    told = rf"^`{re.escape(name)}`[^\n]*\n(?:[^\n]+\n)*\n"
    found = re.search(rf"{told}```\w*\n(.*?)^```$", PAGE, re.M | re.S)
    assert found, name
    return found.group(1)


def test_the_page_lists_what_a_chapter_can_ask() -> None:
    listed = [line for line in PAGE.splitlines() if line.startswith("| `")]
    assert listed == [*expected()]


def test_the_rule_is_written_as_those_of_the_report() -> None:
    def body(text: str, name: str) -> str:
        return text[text.index("\n\nrule ") :].replace(name, "NAME")

    other = (ROOT / "workflow/rules/chapters/werk.smk").read_text("utf-8")
    assert body(block(RULE), NAME) == body(other, "werk")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with the chapter of the page, as a contributor would add it."""
    root = tmp_path_factory.mktemp("project")
    for part in ("scripts", "workflow", "report", "envs", "resources"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "Snakefile", root)
    for name in (RULE, CODE, TEXT):
        (root / name).write_text(block(name), "utf-8")
    config = (ROOT / "config.yaml").read_text("utf-8")
    last = "      - corona\n"
    assert config.count(last) == 1
    (root / "config.yaml").write_text(config.replace(last, last + block("config.yaml")), "utf-8")
    return root


@pytest.fixture(scope="module")
def record(project: Path) -> dict[str, Any]:
    made = f"results/2021/chapters/{NAME}/chapter.json"
    done = snakemake(project, made)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads((project / made).read_bytes())
    return found


def snakemake(root: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snakemake", "--cores", "2", "--nolock", *targets],
        cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root / "scripts")},
    )  # fmt: skip


def test_its_chapter_is_listed_in_the_edition(project: Path) -> None:
    config = yaml.safe_load((project / "config.yaml").read_text("utf-8"))
    assert NAME in config["editions"][2021]["chapters"]


def test_its_chapter_passes_the_guard_and_reaches_the_page(record: dict[str, Any]) -> None:
    source = Source(TEXT, block(TEXT))
    listed = parse_allowlist((ROOT / "report/allowlist.yaml").read_text("utf-8"), "allowlist.yaml")
    entries = listed.for_chapter(NAME)
    verdict = check(source, Names.of(record), entries)
    assert verdict.findings == () and check_annotations(record, entries)[0] == ()
    places = number_document([Numbered(NAME, verdict.parsed.calls)])
    around = Surroundings(1, dict(places))
    page = render_chapter(source, verdict.parsed, chapter_data(record), around)
    assert page.title == "Faillissementen"
    assert {one.kind for one in page.occurrences} >= {"getal", "periode", "meer_minder"}


def test_a_rule_that_runs_another_derivation_is_told() -> None:
    same_chapter(NAME, NAME)
    with pytest.raises(
        RuleMismatch, match="‘failliet’ runs a derivation that makes chapter ‘werk’"
    ):
        same_chapter(NAME, "werk")
