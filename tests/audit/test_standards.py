"""RO-Crate and PROV as readers of those standards see them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_edition import (
    ARCHIVED,
    CONTRACT,
    PDF,
    RESULTS,
    SETTINGS,
    STEPS,
    TABLE,
    TEXT,
    TIDY,
    SmallEdition,
)
from standards import complaints, read_prov

CRATE, PROV = f"{RESULTS}/ro-crate-metadata.json", f"{RESULTS}/prov.json"
# What the profiles recommend and we leave out: times, a README of the crate, addresses of packages
# and of the publisher, and registered names of file formats.
LEFT_OUT = {
    "process-run-crate-0.5_3.2",
    "process-run-crate-0.5_5.1",
    "process-run-crate-0.5_8.4",
    "ro-crate-1.1_27.1",
    "ro-crate-1.1_31.2",
    "workflow-ro-crate-1.0_6.1",
    "workflow-ro-crate-1.0_6.2",
}


def graph(edition: SmallEdition) -> dict[str, Any]:
    document = json.loads((edition.root / CRATE).read_bytes())
    entities = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(entities) == len(document["@graph"])
    return entities


def ids(value: Any) -> list[str]:
    return [one["@id"] for one in (value if isinstance(value, list) else [value])]


@pytest.mark.xdist_group("validator")
def test_the_community_validator_finds_nothing_that_is_required(
    sealed: SmallEdition, tmp_path: Path
) -> None:
    assert complaints(sealed.root / RESULTS, tmp_path / "cache") == []


@pytest.mark.xdist_group("validator")
def test_only_known_recommendations_are_left_out(sealed: SmallEdition, tmp_path: Path) -> None:
    said = complaints(sealed.root / RESULTS, tmp_path / "cache", "RECOMMENDED")
    assert {line.partition(" ")[0] for line in said} <= LEFT_OUT, said


@pytest.mark.xdist_group("validator")
@pytest.mark.parametrize("part", ["#run", "#run/typeset", "#step/typeset", "workflow/Snakefile"])
def test_the_validator_misses_a_part_that_is_gone(
    sealed: SmallEdition, tmp_path: Path, part: str
) -> None:
    def drop(document: Any) -> None:
        document["@graph"] = [e for e in document["@graph"] if e["@id"] != part]

    sealed.edit_json(CRATE, drop)
    assert complaints(sealed.root / RESULTS, tmp_path / "cache") != []


def test_everything_that_is_referred_to_is_described(sealed: SmallEdition) -> None:
    entities = graph(sealed)
    profiles = ("https://w3id.org/ro/crate/", "https://bioschemas.org/profiles/")
    for entity in entities.values():
        for key, value in entity.items():
            values = value if isinstance(value, list) else [value]
            for ref in (one["@id"] for one in values if isinstance(one, dict)):
                assert ref in entities or ref.startswith(profiles), (entity["@id"], key, ref)


def test_every_step_is_a_run_with_its_files_settings_and_code(sealed: SmallEdition) -> None:
    entities = graph(sealed)
    for step, (rule, given, made) in STEPS.items():
        run, control = entities[f"#run/{step}"], entities[f"#control/{step}"]
        assert run["@type"] == "CreateAction" and len(ids(run["result"])) == len(made)
        assert len(set(ids(run["object"])) - {"#setting/year"}) >= len(given)
        assert control["instrument"]["@id"] == f"#step/{rule}"
        tool = entities[run["instrument"]["@id"]]
        assert tool["@type"] == "SoftwareSourceCode" and tool["sha256"]
        assert ids(tool["hasPart"]) == ["#scripts/shared.py"]
        assert "pkg:pypi/pyyaml@6.0" in ids(tool["softwareRequirements"])


def test_files_carry_the_hash_that_the_manifest_has(sealed: SmallEdition) -> None:
    files = sealed.manifest().files
    hashes = {e["name"]: e["sha256"] for e in graph(sealed).values() if "File" in e["@type"]}
    for name in (PDF, TIDY, ARCHIVED, CONTRACT):
        assert hashes[name] == files[name]
    assert len(hashes[TEXT]) == 64


def test_the_report_is_the_main_result_and_the_workflow_the_main_entity(
    sealed: SmallEdition,
) -> None:
    entities = graph(sealed)
    pdf = PDF.removeprefix(f"{RESULTS}/")
    assert ids(entities["#run"]["result"])[0] == pdf
    assert entities[pdf]["encodingFormat"] == "application/pdf"
    workflow = entities[entities["./"]["mainEntity"]["@id"]]
    assert "ComputationalWorkflow" in workflow["@type"]
    assert (sealed.root / RESULTS / workflow["@id"]).is_file()


def test_the_figures_are_of_cbs_under_its_licence(sealed: SmallEdition) -> None:
    entities = graph(sealed)
    table = entities[f"#{ARCHIVED}"]
    assert entities[table["creator"]["@id"]]["name"] == "Centraal Bureau voor de Statistiek"
    assert table["license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert table["identifier"] == TABLE and table["dateModified"] == "2021-03-04T02:00:00"
    assert "creator" not in entities[f"#{TEXT}"]


def test_the_settings_of_the_edition_are_named(sealed: SmallEdition) -> None:
    entities = graph(sealed)
    assert entities["./"]["name"] == SETTINGS["title"]
    assert entities["./"]["datePublished"] == SETTINGS["cutoff"]
    for name in SETTINGS:
        assert entities[f"#setting/{name}"]["exampleOfWork"] == {"@id": f"#parameter/{name}"}
    assert entities["#setting/chapters"]["value"] == "proef"


@pytest.mark.parametrize("name", [CRATE, PROV])
def test_no_time_of_the_clock_and_no_path_of_the_machine(sealed: SmallEdition, name: str) -> None:
    text = (sealed.root / name).read_text("utf-8")
    assert str(sealed.root) not in text and "startTime" not in text and "endTime" not in text


def test_prov_can_be_read_and_says_who_made_what_from_what(sealed: SmallEdition) -> None:
    from prov.model import ProvActivity, ProvEntity, ProvGeneration, ProvUsage

    document = read_prov(sealed.root / PROV)
    activities = {str(a.identifier.localpart) for a in document.get_records(ProvActivity)}
    assert activities == {f"step/{step}" for step in STEPS}
    made = {
        str(g.args[0].localpart): str(g.args[1].localpart) for g in _all(document, ProvGeneration)
    }
    assert made[f"file/{PDF}"] == "step/typeset"
    used = {(str(u.args[0].localpart), str(u.args[1].localpart)) for u in _all(document, ProvUsage)}
    assert (f"step/tidy_table.{TABLE}", f"file/{CONTRACT}") in used
    entities = {str(e.identifier.localpart): e for e in document.get_records(ProvEntity)}
    digests = {str(v) for k, v in entities[f"file/{PDF}"].attributes if "sha256" in str(k)}
    assert digests == {sealed.manifest().files[PDF]}


def _all(document: Any, kind: type) -> list[Any]:
    return list(document.get_records(kind))
