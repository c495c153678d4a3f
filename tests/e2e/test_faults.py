"""Bad input: a typed error on one screen, exit status 2, and what was built before stays."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from project import Project

from jaarbericht.build import alone

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]
SCREEN = 30


def refused(project: Project, kind: str, *says: str, arguments: tuple[str, ...] = ()) -> str:
    """Build, and see it fail as it should; gives what it said."""
    before = project.pdf.read_bytes(), (project.results / "ledger.json").read_bytes()
    done = project.run("build", *arguments)
    assert done.returncode == 2, done.stderr
    assert done.stdout == "" and "Traceback" not in done.stderr
    told = done.stderr[done.stderr.index(f"{kind}:") :]
    assert len(told.splitlines()) <= SCREEN
    for field in ("where:", "what to do:", *says):
        assert field in told, told
    assert (project.pdf.read_bytes(), (project.results / "ledger.json").read_bytes()) == before
    return told


def gone(name: str) -> Callable[[Project], None]:
    return lambda project: (project.root / name).unlink()


def changed(name: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.edit(name, old, new)


RAW = "resources/archive/tables/83693NED.jsonl"
CONTRACT = "resources/contracts/83693NED.yaml"
PROSE, CODE = "report/chapters/werk.md", "scripts/chapters/werk.py"
FAULTS = {
    "archive file gone": (gone(RAW), "ArchiveFileMissing", "83693NED.jsonl"),
    "archive file cut short": (
        lambda p: (p.root / RAW).write_bytes((p.root / RAW).read_bytes()[:999]),
        "ArchiveFileDamaged",
        "83693NED",
    ),
    "figure in the archive changed": (
        changed(RAW, '"     -10"', '"     -11"'),
        "LockMismatch",
        "83693NED",
    ),
    "origin changed": (
        changed("resources/archive/tables/83693NED.origin.json", "complete", "whole"),
        "LockMismatch",
        "83693NED",
    ),
    "lock malformed": (
        changed("resources/archive/locks/2021.yaml", "tables:", "tables: ["),
        "LockInvalid",
        "2021.yaml",
    ),
    "unknown table": (
        changed("workflow/rules/chapters/werk.smk", '"80072ned"', '"99999NED"'),
        "ContractMissing",
        "99999NED",
    ),
    "unit changed": (changed(CONTRACT, 'unit: "', 'unit: "andere '), "ContractBroken", CONTRACT),
    "column with another title": (
        changed(CONTRACT, 'title: "Koopbereidheid"', 'title: "Kooplust"'),
        "ContractBroken",
        "Kooplust",
    ),
    "code gone": (
        changed("resources/contracts/80590ned.yaml", '"52052"', '"52053"'),
        "ContractBroken",
        "52053",
    ),
    "contract malformed": (changed(CONTRACT, "topics:", "topics: ["), "ContractInvalid", CONTRACT),
    "unknown period": (
        changed(
            CODE,
            'SINCE_SIZES, SINCE_METHOD = "2007KW01", "2010JJ00"',
            'SINCE_SIZES, SINCE_METHOD = "2007KW01", "1910JJ00"',
        ),
        "AbsentFigure",
        "1910JJ00",
    ),
    "chapter without its parts": (gone(PROSE), "ChapterMissing", PROSE),
    "rule and chapter disagree": (
        changed("workflow/rules/chapters/werk.smk", '"krapte",', '"krap",'),
        "RuleMismatch",
        "add krapte",
    ),
    "chapter that is not Python": (
        changed(CODE, "def derive(", "def derive(("),
        "CodeUnreadable",
        CODE,
    ),
    "mistake in a chapter": (changed(CODE, "    _pay(c, ", "    _play(c, "), "Defect", "werk.py:"),
    "import of what is not there": (
        changed(
            CODE,
            "from collections.abc import Mapping",
            "from collections.abc import Mapping\nimport nergens",
        ),
        "Defect",
        "No module named 'nergens'",
        f"{CODE}:",
    ),
    "step that the system ends": (
        changed(
            CODE,
            "    _pay(c, ",
            "    __import__('os').kill(__import__('os').getpid(), 9)\n    _pay(c, ",
        ),
        "StepKilled",
        "werk",
        "SIGKILL",
    ),
    "table that the rule does not name": (
        changed(CODE, "    _pay(c, ", '    tables["81589NED"]\n    _pay(c, '),
        "UnknownFigure",
        f"({CODE}:",
    ),
    "contract that does not say when figures are out": (
        # Several chapters use the table; whichever comes first says it.
        changed("resources/contracts/80472ned.yaml", "  KW: {days: 47, from: end}\n", ""),
        "AbsentFigure",
        "no period 20",
        "publication",
    ),
    "archive file that is a folder": (
        lambda p: ((p.root / RAW).unlink(), (p.root / RAW).mkdir())[1],
        "ArchiveFileDamaged",
        "83693NED",
    ),
    "rule file that is none": (
        changed("workflow/rules/chapters/werk.smk", "rule werk:", "rule werk"),
        "Defect",
        "werk.smk:",
    ),
    "config malformed": (
        changed("config.yaml", "editions:", "editions: ["),
        "ConfigInvalid",
        "config.yaml",
    ),
    "config with an unknown name": (
        changed("config.yaml", "state: draft", "stat: draft"),
        "ConfigInvalid",
        "config.yaml:",
    ),
    "digit typed": (
        changed(PROSE, "zoeken mensen", "zoeken 12 mensen"),
        "ProseRejected",
        f"{PROSE}:",
    ),
    "number word typed": (
        changed(PROSE, "zoeken mensen", "zoeken drie mensen"),
        "ProseRejected",
        "drie",
    ),
    "unknown number": (
        changed(PROSE, "getal('vac_nu')", "getal('vac_toen')"),
        "ProseRejected",
        "vac_toen",
    ),
    "unused number": (
        changed(PROSE, "{{ getal('werkloos_piek') }}", "anders"),
        "ProseRejected",
        "werkloos_piek",
    ),
    "malformed Jinja": (
        changed(PROSE, "{{ getal('vac_nu') }}", "{{ getal('vac_nu' }}"),
        "ProseRejected",
        f"{PROSE}:",
    ),
    "malformed Markdown": (changed(PROSE, "::: kern", "::: kernn"), "ProseRejected", f"{PROSE}:"),
    "template broken": (
        changed("report/template/report.html.jinja", "{%", "{% iff %}{%"),
        "TemplateBroken",
        "report.html.jinja",
    ),
    "picture from outside": (
        changed(
            "report/template/verantwoording.jinja",
            "<p>Elk getal",
            '<img src="file:///etc/hostname" alt=""><p>Elk getal',
        ),
        "FetchRefused",
        "hostname",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_bad_input(built: Project, name: str) -> None:
    spoil, kind, *says = FAULTS[name]
    spoil(built)
    refused(built, kind, *says)


def test_nothing_is_left_before_the_cut_off(built: Project) -> None:
    refused(built, "EmptySeries", arguments=("--set", "editions.2021.cutoff=1950-01-01"))


def test_an_edition_that_is_not_described(built: Project) -> None:
    for year in ("1999", "0"):
        refused(built, "ConfigInvalid", "2021", arguments=("--edition", year))


def test_no_fonts(built: Project) -> None:
    for package in ("font_source_sans_pro", "font_source_serif_pro"):
        hidden = built.root / "scripts" / package
        hidden.mkdir()
        (hidden / "__init__.py").write_text("font_directory = '/nowhere'\n", "utf-8")
    refused(built, "FontsMissing")


def test_no_permission_to_write(built: Project) -> None:
    # A file where a folder should be: that stops even an administrator.
    folder = built.results / "report" / "figuren"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way", "utf-8")
    built.edit("report/chapters/werk.md", "zoeken mensen", "zoeken personeel")
    before = built.pdf.read_bytes()
    done = built.run("build")
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    assert "what to do:" in done.stderr and "figuren" in done.stderr
    assert built.pdf.read_bytes() == before


def test_a_full_disk(built: Project) -> None:
    built.edit("report/chapters/werk.md", "zoeken mensen", "zoeken personeel")
    before = built.pdf.read_bytes()
    limit = "import os,resource,sys;resource.setrlimit(resource.RLIMIT_FSIZE,(400000,400000));"
    done = built.run(
        "build", wrap=(sys.executable, "-c", f"{limit}os.execv(sys.argv[1],sys.argv[1:])")
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    assert "FileProblem" in done.stderr and "what to do:" in done.stderr
    assert built.pdf.read_bytes() == before
    assert not list(built.results.rglob(".*.json.*"))


@pytest.mark.parametrize(
    ("spoil", "kind", "step"),
    [
        (FAULTS["picture from outside"][0], "FetchRefused", "typeset"),
        (FAULTS["mistake in a chapter"][0], "Defect", "werk"),
    ],
)
def test_a_step_that_failed_fails_again_until_it_is_mended(
    built: Project, spoil: Callable[[Project], None], kind: str, step: str
) -> None:
    kept = ("chapters/", "raw/", "tidy/", built.pdf.name)
    before = {k: v for k, v in built.fingerprints().items() if k.startswith(kept)}
    spoil(built)
    refused(built, kind)
    assert step in built.steps()
    refused(built, kind)
    after = built.fingerprints()
    assert {k: after.get(k) for k in before} == before
    assert f"provenance/{step}.json" not in after


def test_an_interrupt_leaves_nothing_half_done(built: Project) -> None:
    before = built.fingerprints()
    name, log = built.pdf.name, built.results / "logs" / "typeset.log"
    built.edit("report/chapters/werk.md", "zoeken mensen", "zoeken personeel")
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        log.unlink(missing_ok=True)
        process = subprocess.Popen(
            built.command("build"), cwd=built.root, env=built.environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        until(log.exists)
        process.send_signal(sign)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 2 and out == "" and "Traceback" not in err, err
        assert "Stopped:" in err
        assert built.fingerprints()[name] == before[name]
        assert built.steps() == ["seal", "typeset"], "the new text is still to come"
    built.edit("report/chapters/werk.md", "zoeken personeel", "zoeken mensen")
    done = built.run("build")
    assert done.returncode == 0, done.stderr
    assert built.fingerprints() == before


def test_two_builds_at_once(built: Project) -> None:
    with alone(built.root):
        refused(built, "Busy")


def test_debug_shows_the_way_to_the_failure(built: Project) -> None:
    built.edit("scripts/chapters/werk.py", "    _pay(c, ", "    _play(c, ")
    done = built.run("build", "--debug")
    assert done.returncode == 2 and "Traceback" in done.stderr and "_play" in done.stderr


def test_misuse(edition: Project) -> None:
    for arguments in (("bild",), ("build", "--edition", "x"), ("build", "--set", "weg=1")):
        done = edition.run(*arguments)
        assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr


def test_the_archive_against_its_lock(built: Project) -> None:
    assert built.run("archive", "check").returncode == 0
    built.edit(RAW, '"     -10"', '"     -11"')
    done = built.run("archive", "check")
    assert done.returncode == 1 and "83693NED" in done.stderr


def test_a_build_needs_no_network(built: Project) -> None:
    (built.results / "provenance" / "typeset.json").unlink()
    done = built.run("build", wrap=("unshare", "-rn"))
    if "unshare" in done.stderr:
        pytest.skip("this system does not let a test leave the network")
    assert done.returncode == 0, done.stderr


def test_records_of_failures_are_data(built: Project) -> None:
    built.edit(PROSE, "zoeken mensen", "zoeken 12 mensen")
    built.run("build")
    log = (built.results / "logs" / "assemble.log").read_text("utf-8")
    assert "ProseRejected" in log and json.dumps("12")


def until(true: Callable[[], object]) -> None:
    """Wait for something, a minute at most."""
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
