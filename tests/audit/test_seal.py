"""The seal: any edit of any file is noticed, and nothing else is."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_edition import (
    ARCHIVED,
    ATTACHED,
    CELLS,
    CHAPTER,
    EVERYTHING,
    LEDGER,
    LOCK,
    MANIFEST,
    PDF,
    RAW,
    RECORDS,
    RESULTS,
    RULES,
    SEAL_RECORD,
    TABLE,
    TEXT,
    TIDY,
    YEAR,
    SmallEdition,
    seal_again,
    small_edition,
)

from jaarbericht.audit.provenance import ProvenanceUnreadable
from jaarbericht.audit.seal import SealRefused
from jaarbericht.audit.verify.built.manifest import Manifest, Places
from jaarbericht.audit.verify.built.sealed import check_beside, check_seal
from jaarbericht.files import FileProblem

ROOT = Path(__file__).parents[2]
Change = Callable[[bytes], bytes]


def findings(edition: SmallEdition) -> set[tuple[str, str]]:
    return {(one.kind, one.where) for one in check_seal(edition.root, YEAR)}


def flip_last(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1]) if content else b"\x00"


def flip_middle(content: bytes) -> bytes:
    middle = len(content) // 2
    if not content:
        return b"\x00"
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


EDITS: dict[str, Change] = {
    "last byte": flip_last,
    "byte in the middle": flip_middle,
    "space at the end": lambda content: content + b" ",
    "line at the start": lambda content: b"\n" + content,
    "emptied or filled": lambda content: b"" if content else b"x",
    "line ends": lambda content: content.replace(b"\n", b"\r\n") or b"\r\n",
}


def test_what_was_sealed_and_left_alone_has_no_problem(sealed: SmallEdition) -> None:
    assert check_seal(sealed.root, YEAR) == []


def test_the_list_of_this_test_is_every_file_there_is(sealed: SmallEdition) -> None:
    found = (p for part in ("results", "resources") for p in (sealed.root / part).rglob("*"))
    names = {p.relative_to(sealed.root).as_posix() for p in found if p.is_file()}
    assert names == set(EVERYTHING)
    assert set(sealed.manifest().files) == names - {MANIFEST, SEAL_RECORD}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
@pytest.mark.parametrize("name", EVERYTHING)
def test_an_edit_of_any_file_is_noticed(sealed: SmallEdition, name: str, edit: Change) -> None:
    sealed.edit(name, edit)
    found = check_seal(sealed.root, YEAR)
    assert name in {one.where for one in found}
    assert all(one.kind and one.what and one.todo for one in found)


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_file_that_is_gone_is_noticed(sealed: SmallEdition, name: str) -> None:
    (sealed.root / name).unlink()
    kind = {MANIFEST: "unsealed", SEAL_RECORD: "seal-broken"}.get(name, "missing")
    assert (kind, name) in findings(sealed)


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_folder_in_the_place_of_a_file_is_noticed(sealed: SmallEdition, name: str) -> None:
    (sealed.root / name).unlink()
    (sealed.root / name).mkdir()
    assert name in {where for _, where in findings(sealed)}


@pytest.mark.parametrize(
    "name",
    [
        f"{RESULTS}/extra.csv",
        f"{RESULTS}/raw/.hidden",
        f"{RESULTS}/new/deep/file",
        f"{RESULTS}/ledger.json.sig",
        f"{RESULTS}/provenance/manifest.json",
        "resources/archive/tables/1NED.jsonl",
        "resources/archive/locks/2021.yaml.bak",
        "resources/set-aside/1",
    ],
)
def test_a_file_that_was_added_is_noticed(sealed: SmallEdition, name: str) -> None:
    (sealed.root / name).parent.mkdir(parents=True, exist_ok=True)
    (sealed.root / name).write_text("", "utf-8")
    assert findings(sealed) == {("unlisted", name)}


def test_a_link_to_a_folder_elsewhere_is_noticed_and_not_followed(sealed: SmallEdition) -> None:
    (sealed.root / RESULTS / "more").symlink_to(sealed.root / "report")
    assert findings(sealed) == {("unlisted", f"{RESULTS}/more")}


def test_a_name_that_is_no_text_can_be_told(sealed: SmallEdition) -> None:
    os.close(os.open(os.fsencode(sealed.root / RESULTS) + b"/\xff", os.O_CREAT))
    ((kind, where),) = findings(sealed)
    assert kind == "unlisted" and where.encode()


@pytest.mark.parametrize("name", [f"{PDF}.sig", f"{MANIFEST}.sig", f"{RESULTS}/set-aside/1-x.csv"])
def test_signatures_and_what_was_set_aside_come_after_the_seal(
    sealed: SmallEdition, name: str
) -> None:
    (sealed.root / name).parent.mkdir(exist_ok=True)
    (sealed.root / name).write_text("x", "utf-8")
    assert check_seal(sealed.root, YEAR) == []


@pytest.mark.parametrize("name", [TEXT, "scripts/shared.py", "scripts/seal.py", "Snakefile", RULES])
def test_a_text_or_code_that_changed_since_the_build(sealed: SmallEdition, name: str) -> None:
    sealed.edit(name, lambda content: content + b"# meer\n")
    assert findings(sealed) == {("changed-since-build", name)}


def beside(sealed: SmallEdition, year: int) -> set[tuple[str, str]]:
    """What is found of other editions than that of `year`."""
    return {(one.kind, one.where) for one in check_beside(sealed.root, year)}


def test_other_editions_are_looked_at_too(sealed: SmallEdition) -> None:
    assert beside(sealed, 2020) == set() == beside(sealed, YEAR)
    sealed.edit(CELLS, flip_last)
    (sealed.root / TIDY).unlink()
    (sealed.root / RESULTS / "more").write_text("x", "utf-8")
    assert beside(sealed, YEAR) == set()
    assert beside(sealed, 2020) == {
        ("changed", CELLS), ("missing", TIDY), ("unlisted", f"{RESULTS}/more"),
    }  # fmt: skip


def test_an_edition_whose_manifest_is_damaged_is_told(sealed: SmallEdition) -> None:
    sealed.edit(MANIFEST, lambda content: content[:-9])
    assert beside(sealed, 2020) == {("seal-broken", MANIFEST)}


def test_files_of_no_edition_are_told_and_an_edition_half_made_is_not(
    sealed: SmallEdition,
) -> None:
    for name in ("results/x.csv", "results/2021a/x.csv", "results/2019/raw/x.csv"):
        (sealed.root / name).parent.mkdir(parents=True, exist_ok=True)
        (sealed.root / name).write_text("x", "utf-8")
    assert beside(sealed, YEAR) == {("unlisted", "results/2021a"), ("unlisted", "results/x.csv")}


def test_another_edition_is_not_sealed(sealed: SmallEdition) -> None:
    (problem,) = check_seal(sealed.root, 2020)
    assert problem.kind == "unsealed" and "2020" in problem.what


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", '{"format": "jaarbericht-manifest/2"}', "\ud800",
        '{"format": "jaarbericht-manifest/1", "edition": 2021, "sealed_by": [], "files": {}}',
        "[" * 100_000,
    ],
)  # fmt: skip
def test_a_manifest_that_is_none(sealed: SmallEdition, text: str) -> None:
    (sealed.root / MANIFEST).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert findings(sealed) == {("seal-broken", MANIFEST)}


def test_a_name_that_stands_in_the_manifest_twice(sealed: SmallEdition) -> None:
    line = f'  "{PDF}": "{sealed.manifest().files[PDF]}",\n'.encode()
    sealed.edit(MANIFEST, lambda content: content.replace(line, line + line))
    assert ("seal-broken", MANIFEST) in findings(sealed)


FORGERIES: dict[str, tuple[Callable[[SmallEdition], object], tuple[str, str]]] = {
    "a result": (
        lambda e: e.edit(TIDY, flip_last),
        ("record-disagrees", RECORDS[1]),
    ),
    "the PDF": (lambda e: e.edit(PDF, flip_last), ("record-disagrees", RECORDS[4])),
    "the archive": (lambda e: e.edit(ARCHIVED, flip_last), ("table-disagrees", ARCHIVED)),
    "the lock": (
        lambda e: e.edit(LOCK, lambda c: re.sub(rb"[0-9a-f]{64}", b"0" * 64, c)),
        ("table-disagrees", LOCK),
    ),
    "the ledger": (
        lambda e: e.edit_json(LEDGER, lambda d: d["tables"][TABLE].update(sha256="0" * 64)),
        ("table-disagrees", RAW),
    ),
    "the ledger in the attachments": (
        lambda e: e.edit(ATTACHED, flip_last),
        ("ledger-disagrees", ATTACHED),
    ),
    "a record": (
        lambda e: e.edit_json(RECORDS[3], lambda d: d["outputs"].update({CHAPTER: "0" * 64})),
        ("record-disagrees", RECORDS[3]),
    ),
    "a record that forgets": (
        lambda e: e.edit_json(RECORDS[2], lambda d: d["outputs"].clear()),
        ("unaccounted", CHAPTER),
    ),
    "a record that swaps": (
        lambda e: e.edit_json(RECORDS[1], lambda d: d.update(inputs={RAW: "0" * 64})),
        ("record-disagrees", RECORDS[1]),
    ),
    "a record that is none": (
        lambda e: e.edit(RECORDS[2], lambda _: b"[]"),
        ("record-unreadable", RECORDS[2]),
    ),
    "a ledger that is none": (
        lambda e: e.edit(LEDGER, lambda _: b"[]"),
        ("ledger-unreadable", LEDGER),
    ),
}


@pytest.mark.parametrize(("change", "expected"), FORGERIES.values(), ids=list(FORGERIES))
def test_a_manifest_made_to_fit_leaves_other_hashes_that_do_not(
    sealed: SmallEdition, change: Callable[[SmallEdition], object], expected: tuple[str, str]
) -> None:
    change(sealed)
    sealed.forge()
    assert expected in findings(sealed)


def test_a_manifest_that_names_fewer_files(sealed: SmallEdition) -> None:
    old = sealed.manifest()
    files = {name: digest for name, digest in old.files.items() if name != PDF}
    (sealed.root / MANIFEST).write_text(Manifest(YEAR, old.sealed_by, files).text(), "utf-8")
    assert {("unlisted", PDF), ("seal-broken", MANIFEST)} <= findings(sealed)


def test_the_seal_of_another_year(sealed: SmallEdition) -> None:
    (sealed.root / RESULTS).rename(sealed.root / "results/2022")
    assert ("seal-broken", "results/2022/manifest.json") in {
        (one.kind, one.where) for one in check_seal(sealed.root, 2022)
    }


def test_the_digest_is_of_the_manifest_without_its_line(sealed: SmallEdition) -> None:
    from hashlib import sha256

    lines = (sealed.root / MANIFEST).read_text("utf-8").splitlines(keepends=True)
    (stated,) = [line for line in lines if line.startswith(' "digest"')]
    rest = "".join(line for line in lines if line != stated)
    assert json.loads(rest) and sha256(rest.encode()).hexdigest() in stated


def test_a_path_stands_on_a_line_of_its_own_in_order(sealed: SmallEdition) -> None:
    text = (sealed.root / MANIFEST).read_text("utf-8")
    lines = re.findall(r'^  "(.*)": "[0-9a-f]{64}",?$', text, re.MULTILINE)
    assert lines == sorted(sealed.manifest().files)


def test_the_same_inputs_give_the_same_bytes(sealed: SmallEdition, tmp_path: Path) -> None:
    other = tmp_path / "een andere map"
    other.mkdir()
    small_edition(other)
    for name in EVERYTHING:
        assert (other / name).read_bytes() == (sealed.root / name).read_bytes(), name


def test_a_changed_resource_changes_its_line_and_the_digest(sealed: SmallEdition) -> None:
    before = (sealed.root / MANIFEST).read_text("utf-8").splitlines()
    sealed.edit("resources/archive/README.md", flip_last)
    seal_again(sealed.root)
    after = (sealed.root / MANIFEST).read_text("utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 2 and "digest" in changed[0] and "README.md" in changed[1]
    assert check_seal(sealed.root, YEAR) == []


def test_results_that_are_not_as_their_records_say_are_not_sealed(sealed: SmallEdition) -> None:
    sealed.edit(TIDY, flip_last)
    (sealed.root / MANIFEST).unlink()
    with pytest.raises(SealRefused) as caught:
        seal_again(sealed.root)
    assert caught.value.where in RECORDS and TIDY in caught.value.what and caught.value.todo
    assert not (sealed.root / MANIFEST).exists()


def test_a_text_that_changed_while_the_build_ran_is_not_sealed(sealed: SmallEdition) -> None:
    sealed.edit(TEXT, flip_last)
    with pytest.raises(SealRefused, match=re.escape(TEXT)):
        seal_again(sealed.root)


def test_a_damaged_record_is_not_sealed(sealed: SmallEdition) -> None:
    sealed.edit(RECORDS[0], lambda _: b"{}")
    with pytest.raises(ProvenanceUnreadable):
        seal_again(sealed.root)


@pytest.mark.parametrize("name", Places(YEAR).descriptions)
def test_provenance_that_cannot_be_written_is_a_failure(sealed: SmallEdition, name: str) -> None:
    (sealed.root / name).unlink()
    (sealed.root / name).mkdir()
    with pytest.raises(FileProblem):
        seal_again(sealed.root)


def documented(start: str) -> str:
    """The line of the shell that docs/provenance.md gives."""
    lines = (ROOT / "docs/provenance.md").read_text("utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(start)]
    return line


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not here")
def test_a_stranger_checks_it_with_the_shell(sealed: SmallEdition) -> None:
    def shell(start: str) -> subprocess.CompletedProcess[str]:
        command = ["sh", "-c", documented(start)]
        return subprocess.run(command, cwd=sealed.root, capture_output=True, text=True, check=False)

    files, digest = "sed -n", "sed '/"
    assert shell(files).returncode == 0 and shell(files).stdout == ""
    assert shell(digest).stdout.split()[0] in (sealed.root / MANIFEST).read_text("utf-8")
    sealed.edit(PDF, flip_last)
    assert shell(files).returncode != 0 and PDF in shell(files).stdout
    sealed.edit(MANIFEST, flip_middle)
    assert shell(digest).stdout.split()[0] not in (sealed.root / MANIFEST).read_text("utf-8")


def test_every_kind_of_problem_is_documented() -> None:
    text = (ROOT / "docs/provenance.md").read_text("utf-8")
    for name in ("built/sealed", "built/links"):
        source = (CHECKER / f"{name}.py").read_text("utf-8")
        kinds = re.findall(r'Problem\("([a-z-]+)"', source)
        assert kinds and all(f"`{kind}`" in text for kind in kinds), kinds


CHECKER = ROOT / "scripts/jaarbericht/audit/verify"
FILES = ("problem", "built/manifest", "built/links", "built/sealed", "built/signature")


@pytest.mark.parametrize("name", FILES)
def test_the_checker_imports_nothing_of_what_it_checks(name: str) -> None:
    tree = ast.parse((CHECKER / f"{name}.py").read_text("utf-8"))
    imported = [n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module]
    imported += [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
    allowed = {"cryptography"} if name == "built/signature" else set()
    for module in imported:
        top = module.partition(".")[0]
        ours = module.startswith("jaarbericht.audit.verify.")
        assert ours or top in sys.stdlib_module_names or top in allowed, module


def test_the_checker_works_without_any_package(sealed: SmallEdition) -> None:
    code = (
        "from pathlib import Path; from jaarbericht.audit.verify.built.sealed import check_seal;"
        f"print(check_seal(Path(), {YEAR}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({_scripts()!r}); {code}"],
        cwd=sealed.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == "[]\n", done.stderr


def _scripts() -> str:
    return str(ROOT / "scripts")


def test_the_seal_is_checked_in_the_order_of_the_manifest(sealed: SmallEdition) -> None:
    names: list[Any] = [TIDY, RAW, LOCK]
    for name in names:
        sealed.edit(name, flip_last)
    found = [one.where for one in check_seal(sealed.root, YEAR) if one.kind == "changed"]
    assert found == sorted(names)
