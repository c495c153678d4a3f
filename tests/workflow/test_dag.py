"""What the rule files are told: paths, hashes as parameters, and what is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from jaarbericht.cbs.errors import ArchiveFileMissing, LockMismatch, UnknownTable
from jaarbericht.dag import ChapterMissing, ContractMissing, Plan, open_plan
from jaarbericht.edition import ConfigInvalid
from jaarbericht.files import FileProblem
from jaarbericht.job_failures import FOLDER, collect
from jaarbericht.leftout import PartUnknown

ROOT = Path(__file__).parents[2]
TABLE = "83693NED"
CHAPTER = "proef"
TEXT = f"report/chapters/{CHAPTER}.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one small chapter over one table of the archive."""
    files = {
        f"workflow/rules/chapters/{CHAPTER}.smk": "",
        f"scripts/chapters/{CHAPTER}.py": "import library\n\nrun_chapter(1, 2)\n",
        "scripts/library.py": "import yaml\n",
        "scripts/unused.py": "",
        "scripts/assemble.py": "",
        "scripts/seal.py": "",
        "Snakefile": "",
        "workflow/rules/audit.smk": "",
        TEXT: "Tekst.\n",
        "report/styles/a.css": "",
        "envs/build.lock": "pyyaml==6.0 \\\n    --hash=sha256:0\nother==1.0 \\\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for name in (f"tables/{TABLE}.jsonl", f"tables/{TABLE}.origin.json", "locks/2021.yaml"):
        target = tmp_path / "resources/archive" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / "resources/archive" / name, target)
    contract = Path(f"resources/contracts/{TABLE}.yaml")
    (tmp_path / contract).parent.mkdir()
    shutil.copy2(ROOT / contract, tmp_path / contract)
    return tmp_path


def config(**changes: Any) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((ROOT / "config.yaml").read_bytes())
    data["editions"][2021] |= {"chapters": [CHAPTER]} | changes
    return data


def plan(root: Path, **changes: Any) -> Plan:
    return open_plan(root, config(**changes))


def chapter(root: Path, table: str = TABLE) -> Any:
    return plan(root).chapter(CHAPTER, tables=[table], figures=["lijn"], shown=["stand"])


def param(text: str) -> Any:
    (value,) = json.loads(text).values()
    return value


def test_settings_of_the_command_line_lie_over_the_configuration(root: Path) -> None:
    data = config() | {"set": ["editions.2021.state=final"]}
    assert open_plan(root, data).edition.state == "final"
    with pytest.raises(ConfigInvalid):
        open_plan(root, config() | {"set": ["weg=1"]})


def test_everything_made_lies_under_the_year(root: Path) -> None:
    made = chapter(root)
    paths = [made.output["chapter"], made.output["record"], made.log, *made.output["figures"]]
    paths += [*made.output["figure_data"], *made.output["table_data"]]
    assert all(path.startswith("results/2021/") for path in paths)
    assert len(set(paths)) == len(paths) == 6


def test_a_chapter_reads_its_tables_their_receipts_and_contracts(root: Path) -> None:
    given = chapter(root).input
    assert given["tidy"] == [f"results/2021/tidy/{TABLE}.csv"]
    assert given["receipts"] == [f"results/2021/raw/{TABLE}.receipt.json"]
    assert given["contracts"] == [f"resources/contracts/{TABLE}.yaml"]


def test_a_parameter_changes_with_an_imported_module_and_with_no_other(root: Path) -> None:
    before = chapter(root).params
    (root / "scripts/unused.py").write_text("x = 1\n", "utf-8")
    assert chapter(root).params == before
    (root / "scripts/library.py").write_text("import yaml\nx = 1\n", "utf-8")
    after = chapter(root).params
    assert after["code"] != before["code"]
    assert {name for name in after if after[name] != before[name]} == {"code"}


def test_a_parameter_changes_with_the_contract(root: Path) -> None:
    before = chapter(root).params
    with (root / f"resources/contracts/{TABLE}.yaml").open("a") as stream:
        stream.write("# opmerking\n")
    after = chapter(root).params
    assert {name for name in after if after[name] != before[name]} == {"sources"}


def test_only_the_settings_that_a_rule_names_are_its_parameters(root: Path) -> None:
    one, other = plan(root), plan(root, version="9", cutoff="2021-12-31")
    name = f"chapters/{CHAPTER}"
    assert one.params(name, "year") == other.params(name, "year")
    assert one.params(name, "cutoff") != other.params(name, "cutoff")
    assert param(other.params(name, "cutoff")["config"]) == {"cutoff": "2021-12-31"}


def test_the_packages_are_those_that_the_code_imports_as_the_lock_has_them(root: Path) -> None:
    software = param(plan(root).params(f"chapters/{CHAPTER}")["software"])
    assert software["packages"] == {"pyyaml": "6.0"} and len(software["lock"]) == 64


def test_no_parameter_can_be_taken_for_another(root: Path) -> None:
    """Snakemake compares them as a set of texts, without their names."""
    assert all(list(json.loads(text)) == [name] for name, text in chapter(root).params.items())


def test_the_document_changes_with_a_text_a_style_and_any_field(root: Path) -> None:
    def document(**changes: Any) -> Any:
        made = plan(root, **changes)
        made.chapter(CHAPTER, [TABLE], ["lijn"], ["stand"])
        return made.document()

    before = document()
    assert (
        TEXT in before.input["texts"] and before.input["drawn"] and len(before.input["data"]) == 2
    )
    assert document().params == before.params
    assert document(title="Anders").params["config"] != before.params["config"]
    for name in (TEXT, "report/styles/a.css"):
        known = document().params["sources"]
        (root / name).write_text("anders", "utf-8")
        assert document().params["sources"] != known


def test_the_seal_reads_all_that_is_made_and_says_of_all_that_lies_under_resources(
    root: Path,
) -> None:
    def sealed() -> Any:
        made = plan(root)
        files = made.chapter(CHAPTER, [TABLE], ["lijn"], ["stand"])
        return made.sealed([[made.record("first")], list(files.output.values()), "results/2021/x"])

    before = sealed()
    assert before.input["records"] == [
        "results/2021/provenance/first.json",
        f"results/2021/provenance/{CHAPTER}.json",
    ]
    assert len(before.input["results"]) == 5 and before.input["results"][-1] == "results/2021/x"
    assert all(path.startswith("results/2021/") for path in before.output.values())
    sources = param(before.params["sources"])
    assert {"Snakefile", "workflow/rules/audit.smk", f"workflow/rules/chapters/{CHAPTER}.smk"} == {
        name for name in sources if not name.startswith("resources/")
    }
    for name in ("resources/contracts/other.yaml", "resources/archive/.hidden", "Snakefile"):
        known = sealed().params["sources"]
        (root / name).write_text("anders", "utf-8")
        assert sealed().params["sources"] != known


def with_parts(root: Path, left_out: dict[str, Any]) -> Any:
    return plan(root, left_out=left_out).chapter(
        CHAPTER, tables=[TABLE], figures=["lijn", "vlak"], shown=["stand"],
        parts={"deel": ["vlak", "stand"], "woord": []},
    )  # fmt: skip


def test_a_part_that_the_edition_leaves_out_is_not_waited_for(root: Path) -> None:
    whole, cut = with_parts(root, {}), with_parts(root, {CHAPTER: ["deel"]})
    assert [Path(p).stem for p in whole.output["figures"]] == ["lijn", "vlak"]
    assert [Path(p).stem for p in cut.output["figures"]] == ["lijn"]
    assert cut.output["table_data"] == []
    settings = param(cut.params["config"])
    assert settings["left_out"] == ["deel"]
    assert settings["parts"] == {"deel": ["vlak", "stand"], "woord": []}
    assert whole.params["config"] != cut.params["config"]


def test_a_part_that_the_rule_does_not_know_stops_the_plan(root: Path) -> None:
    with pytest.raises(PartUnknown, match="Chapter proef has no part ‘elders’"):
        with_parts(root, {CHAPTER: ["elders"]})


def test_the_tables_of_an_edition(root: Path) -> None:
    made = plan(root)
    made.chapter(CHAPTER, [TABLE], [], [])
    assert made.tables == [TABLE]


def test_a_table_changed_in_the_archive_stops_the_plan(root: Path) -> None:
    path = root / f"resources/archive/tables/{TABLE}.jsonl"
    path.write_bytes(path.read_bytes().replace(b"-10", b"-11", 1))
    with pytest.raises(LockMismatch, match=TABLE):
        chapter(root)


def test_a_table_gone_from_the_archive_stops_the_plan(root: Path) -> None:
    (root / f"resources/archive/tables/{TABLE}.jsonl").unlink()
    with pytest.raises(ArchiveFileMissing, match=TABLE):
        chapter(root)


def test_a_table_that_was_not_frozen_stops_the_plan(root: Path) -> None:
    contracts = root / "resources/contracts"
    shutil.copy2(contracts / f"{TABLE}.yaml", contracts / "99999NED.yaml")
    with pytest.raises(UnknownTable, match="99999NED"):
        chapter(root, "99999NED")


def test_a_table_without_a_contract_stops_the_plan(root: Path) -> None:
    with pytest.raises(ContractMissing, match="99999NED"):
        chapter(root, "99999NED")


@pytest.mark.parametrize(
    "part", [f"workflow/rules/chapters/{CHAPTER}.smk", f"scripts/chapters/{CHAPTER}.py", TEXT]
)
def test_a_listed_chapter_must_be_complete(root: Path, part: str) -> None:
    assert plan(root).chapter_rules() == [f"workflow/rules/chapters/{CHAPTER}.smk"]
    (root / part).unlink()
    with pytest.raises(ChapterMissing) as caught:
        plan(root).chapter_rules()
    assert part in caught.value.why and CHAPTER in caught.value.what


def test_what_stops_the_plan_is_left_for_the_command(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path_factory.mktemp("left")
    monkeypatch.setenv(FOLDER, str(left))
    (root / TEXT).unlink()
    with pytest.raises(ChapterMissing):
        plan(root).chapter_rules()
    assert [one["kind"] for one in collect(left)] == ["ChapterMissing"]


def test_what_was_learnt_is_kept_out_of_the_results(root: Path) -> None:
    made = plan(root)
    made.chapter(CHAPTER, [TABLE], [], [])
    made.remember()
    assert (root / ".cache/imports.json").is_file() and not (root / "results").exists()


def test_a_chapter_that_is_never_run(root: Path) -> None:
    (root / f"scripts/chapters/{CHAPTER}.py").write_text("import library\n", "utf-8")
    with pytest.raises(ChapterMissing, match="never run") as caught:
        plan(root).chapter_rules()
    assert caught.value.where == f"scripts/chapters/{CHAPTER}.py"
    assert "run_chapter(" in caught.value.todo


def test_the_document_reads_what_was_kept_of_the_edition_before(root: Path) -> None:
    def document() -> Any:
        made = plan(root)
        made.chapter(CHAPTER, [TABLE], ["lijn"], ["stand"])
        return made.document()

    before = document()
    assert before.input["kept"] == before.input["compared"] == []
    kept, lock = "resources/editions/2020.json.gz", "resources/editions/lock.yaml"
    (root / kept).parent.mkdir()
    (root / kept).write_bytes(b"kept")
    (root / lock).write_text("2020: {sha256: a, version: b, state: c, cutoff: d}\n", "utf-8")
    after = document()
    assert after.input["kept"] == [kept, lock]
    assert after.input["compared"] == [f"results/2021/raw/{TABLE}.jsonl"]
    assert after.input["contracts"] == [f"resources/contracts/{TABLE}.yaml"]
    assert param(after.params["sources"]).keys() >= {kept, lock, *after.input["contracts"]}
    (root / kept).unlink()
    with pytest.raises(FileProblem, match=r"2020\.json\.gz"):
        document()


def test_the_edition_before_is_the_youngest_that_is_older(root: Path) -> None:
    editions = config()["editions"]
    assert plan(root).edition.previous == 2020
    data = config() | {"editions": {2021: editions[2021]}}
    assert open_plan(root, data).edition.previous is None
    data = config() | {"editions": {y: editions[y] for y in (2018, 2023, 2021)}}
    assert open_plan(root, data).edition.previous == 2018
