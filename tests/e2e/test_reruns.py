"""What is made again after a change, and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest
from project import ROOT, Project

from jaarbericht.audit.verify.built.sealed import check_seal
from jaarbericht.edition import read_config

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("reruns")]
CHAPTERS = sorted(read_config(ROOT / "config.yaml").edition.chapters)
DOCUMENT = ["assemble", "seal", "typeset"]
# The chapters that use table 83693NED.
USING = ["conjunctuurklok", "corona", "oogopslag"]


def test_nothing_changed_nothing_runs(built: Project) -> None:
    assert built.steps() == []


def test_a_file_that_is_only_touched_reruns_nothing(built: Project) -> None:
    for name in ("report/chapters/werk.md", "scripts/jaarbericht/lineage/rules.py"):
        os.utime(built.root / name)
    assert built.steps() == []


def test_what_snakemake_has_forgotten_is_made_again(built: Project) -> None:
    shutil.rmtree(built.root / ".snakemake")
    with (built.root / "scripts/jaarbericht/cbs/tidy.py").open("a") as stream:
        stream.write("# a remark\n")
    done = built.run("build")
    assert done.returncode == 0, done.stderr
    assert check_seal(built.root, 2021) == []


def test_a_sentence(built: Project) -> None:
    built.edit(
        "report/chapters/werk.md", "Ondernemers zoeken mensen", "Ondernemers zoeken personeel"
    )
    assert built.steps() == DOCUMENT


def test_a_style_or_template(built: Project) -> None:
    built.edit("report/template/verantwoording.jinja", "Elk getal", "Ieder getal")
    assert built.steps() == DOCUMENT


def test_a_module_that_only_chapters_import(built: Project) -> None:
    with (built.root / "scripts/jaarbericht/present/draw_dots.py").open("a") as stream:
        stream.write("# a remark\n")
    assert built.steps() == sorted([*CHAPTERS, *DOCUMENT])


def test_a_module_that_only_typesetting_imports(built: Project) -> None:
    with (built.root / "scripts/jaarbericht/compose/pdf/emit.py").open("a") as stream:
        stream.write("# a remark\n")
    assert built.steps() == ["seal", "typeset"]


def test_a_chapter(built: Project) -> None:
    built.edit("scripts/chapters/werk.py", '"""Werk en', '"""Het werk en')
    assert built.steps() == sorted(["werk", *DOCUMENT])


def test_a_module_with_an_old_date_is_noticed(built: Project) -> None:
    path = built.root / "scripts/jaarbericht/compose/pdf/emit.py"
    before = path.stat()
    with path.open("a") as stream:
        stream.write("# a remark\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert built.steps() == ["seal", "typeset"]


def test_a_setting_reruns_the_steps_that_use_it(built: Project) -> None:
    publisher = "mkb 2021\n    publisher: Nederlands Comité voor Ondernemerschap"
    version = '\n    version: "0.{}"'
    built.edit("config.yaml", publisher + version.format(1), publisher + version.format(2))
    assert built.steps() == DOCUMENT


def test_a_setting_given_on_the_command_line(built: Project) -> None:
    assert built.steps("--set", "editions.2021.version=0.3") == DOCUMENT


def test_a_note_in_a_contract(built: Project) -> None:
    built.edit("resources/contracts/83693NED.yaml", "notes:", "notes:\n  - Proef.")
    assert built.steps() == sorted([*USING, *DOCUMENT, "tidy_table 83693NED"])


@pytest.mark.parametrize("name", ["resources/archive/README.md", "Snakefile"])
def test_a_file_that_only_the_seal_is_about(built: Project, name: str) -> None:
    with (built.root / name).open("a") as stream:
        stream.write("# opmerking\n")
    assert built.steps() == ["seal"]


def test_a_file_that_was_added_to_the_resources(built: Project) -> None:
    (built.root / "resources/contracts/ander.yaml").write_text("", "utf-8")
    assert built.steps() == ["seal"]


def test_a_package_in_the_lock(built: Project) -> None:
    with (built.root / "envs/build.lock").open("a") as stream:
        stream.write("# another lock\n")
    steps = built.steps()
    assert set(steps) > {*CHAPTERS, *DOCUMENT} and "fetch_table 81589NED" in steps


def test_a_result_changed_by_hand_is_noticed_and_made_again(built: Project) -> None:
    before = built.fingerprints()
    with (built.results / "chapters/werk/chapter.json").open("a") as stream:
        stream.write(" ")
    done = built.run("build")
    assert done.returncode == 0, done.stderr
    assert "results/2021/chapters/werk/chapter.json was changed by hand" in done.stderr
    after = built.fingerprints()
    assert "set-aside/1-chapter.json" in after
    assert {k: v for k, v in after.items() if not k.startswith("set-aside/")} == before


@pytest.mark.parametrize("name", ["manifest.json", "prov.json", "ro-crate-metadata.json"])
def test_provenance_changed_by_hand_is_noticed_and_made_again(built: Project, name: str) -> None:
    before = built.fingerprints()
    with (built.results / name).open("a") as stream:
        stream.write(" ")
    done = built.run("build")
    assert done.returncode == 0, done.stderr
    assert f"results/2021/{name} was changed by hand" in done.stderr
    after = built.fingerprints()
    assert {k: v for k, v in after.items() if not k.startswith("set-aside/")} == before


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("provenance/tidy_table.80072ned.json", lambda text: text.replace("3.", "4.", 1)),
        ("provenance/seal.json", lambda text: text + " "),
        ("logs/tidy_table.80072ned.log", lambda text: text + "x"),
    ],
)
def test_a_record_or_a_log_changed_by_hand_is_not_sealed(
    built: Project, name: str, change: Callable[[str], str]
) -> None:
    path = built.results / name
    before = path.read_text("utf-8")
    path.write_text(change(before), "utf-8")
    assert [one.where for one in check_seal(built.root, 2021)] == [f"results/2021/{name}"]
    done = built.run("build")
    assert done.returncode == 0 and f"{name} was changed by hand" in done.stderr
    assert check_seal(built.root, 2021) == []
    assert path.read_text("utf-8") == before


def test_what_is_no_longer_made_is_taken_away(built: Project) -> None:
    mine = built.results / "chapters/aanbevelingen/mijn.txt"
    mine.write_text("van mij", "utf-8")
    built.edit("config.yaml", "      - aanbevelingen\n", "")
    old = built.results / "chapters/werk/figures/oud.csv"
    old.write_text("", "utf-8")
    built.edit("scripts/chapters/werk.py", '"""Werk en', '"""Het werk en')
    done = built.run("build")
    assert done.returncode == 0, done.stderr
    assert [p for p in built.results.rglob("*aanbevelingen*") if p.is_file()] == []
    assert mine.read_text("utf-8") == "van mij" and not old.exists()
    mine.unlink()
    assert check_seal(built.root, 2021) == []


def test_plain_snakemake_does_the_same(built: Project) -> None:
    import subprocess

    done = subprocess.run(
        [str(built.python), "-m", "snakemake", "-c2", "--dry-run"],
        cwd=built.root, env=built.environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and "typeset" not in done.stderr
