"""What a build makes anew because it is not as it was sealed."""

from __future__ import annotations

import dataclasses
from hashlib import sha256
from pathlib import Path

import pytest
from small_edition import (
    LOGS,
    MANIFEST,
    RAW,
    RECORDS,
    RESULTS,
    SEAL_RECORD,
    TIDY,
    YEAR,
    SmallEdition,
    seal_again,
)

from jaarbericht.audit.tampered import tampered, unseal
from jaarbericht.audit.verify.built.sealed import check_seal
from jaarbericht.earlier import set_aside
from jaarbericht.edition import Edition, read_config
from jaarbericht.files import FileProblem

CONFIG = read_config(Path(__file__).parents[2] / "config.yaml")
EDITION: Edition = dataclasses.replace(CONFIG.edition, year=YEAR)


def found(edition: SmallEdition) -> list[tuple[str, str]]:
    return [(one.path, one.record) for one in tampered(edition.root, YEAR)]


def aside(edition: SmallEdition) -> list[str]:
    return [altered.path for altered, _ in set_aside(edition.root, EDITION)]


def test_nothing_is_tampered_with_when_it_was_only_built(sealed: SmallEdition) -> None:
    assert found(sealed) == [] and aside(sealed) == []


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_can_still_be_read(sealed: SmallEdition, name: str) -> None:
    sealed.edit_json(name, lambda record: record["config"].update(year=1999))
    assert found(sealed) == [(name, name)] and aside(sealed) == [name]
    assert not (sealed.root / name).exists()


def test_the_record_of_the_seal(sealed: SmallEdition) -> None:
    sealed.edit(SEAL_RECORD, lambda content: content + b" ")
    assert aside(sealed) == [SEAL_RECORD]


@pytest.mark.parametrize("name", LOGS)
def test_a_log_is_made_anew_by_its_step(sealed: SmallEdition, name: str) -> None:
    record = f"{RESULTS}/provenance/{Path(name).stem}.json"
    sealed.edit(name, lambda _: b"all went well\n")
    assert found(sealed) == [(name, record)] and aside(sealed) == [name]
    assert not (sealed.root / name).exists() and not (sealed.root / record).exists()


def test_a_log_that_is_gone_is_made_anew_too(sealed: SmallEdition) -> None:
    (sealed.root / LOGS[0]).unlink()
    assert aside(sealed) == [] and not (sealed.root / RECORDS[0]).exists()


def test_a_result_with_a_record_made_to_fit(sealed: SmallEdition) -> None:
    sealed.edit(RAW, lambda content: content + b" ")
    digest = sha256((sealed.root / RAW).read_bytes()).hexdigest()
    sealed.edit_json(RECORDS[0], lambda record: record["outputs"].update({RAW: digest}))
    assert aside(sealed) == [RECORDS[0]]


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json"])
def test_a_manifest_that_is_none_is_made_anew_and_nothing_else(
    sealed: SmallEdition, text: str
) -> None:
    (sealed.root / MANIFEST).write_text(text, "utf-8")
    assert found(sealed) == [] and aside(sealed) == [MANIFEST]


def test_what_is_being_made_is_not_sealed(sealed: SmallEdition) -> None:
    unseal(sealed.root / RESULTS)
    unseal(sealed.root / RESULTS)
    sealed.edit_json(RECORDS[1], lambda record: record["config"].update(year=1999))
    assert found(sealed) == []
    assert [one.kind for one in check_seal(sealed.root, YEAR)] == ["unsealed"]
    seal_again(sealed.root)
    assert found(sealed) == []


def test_a_seal_that_cannot_be_taken_away(sealed: SmallEdition) -> None:
    (sealed.root / MANIFEST).unlink()
    (sealed.root / MANIFEST).mkdir()
    with pytest.raises(FileProblem, match=r"manifest\.json"):
        unseal(sealed.root / RESULTS)


def test_a_result_is_told_of_once(sealed: SmallEdition) -> None:
    sealed.edit(TIDY, lambda content: content + b" ")
    sealed.edit(RECORDS[1], lambda _: b"{}")
    assert sorted(aside(sealed)) == [RECORDS[1]]
