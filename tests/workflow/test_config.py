"""The editions that config.yaml describes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import (  # type: ignore[import-untyped]  # comes with Snakemake, without types
    Draft202012Validator,
    FormatChecker,
)

from jaarbericht.edition import (
    ConfigInvalid,
    check_config,
    config_schema,
    edition_of,
    override,
    read_config,
)

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "workflow" / "schemas" / "config.schema.json"
TEXT = """\
edition: 2021
editions:
  2021:
    title: Proef
    publisher: Comité
    version: "0.1"
    cutoff: "2021-11-18"
    state: draft
    language: nl
    chapters: [werk, corona]
cbs:
  host: opendata.cbs.nl
  https: true
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_description_is_read(path: Path) -> None:
    config = read_config(path)
    assert config.edition is config.editions[2021]
    assert config.edition.cutoff == date(2021, 11, 18)
    assert config.edition.chapters == ("werk", "corona")
    assert config.cbs.host == "opendata.cbs.nl" and config.cbs.https is True


def test_an_edition_says_what_it_leaves_out(path: Path) -> None:
    left_out = "    left_out:\n      werk: [loon, uren]\n      regio: er zijn geen cijfers\n"
    path.write_text(TEXT.replace("cbs:", f"{left_out}cbs:"), "utf-8")
    edition = read_config(path).edition
    assert edition.parts_left_out("werk") == ("loon", "uren")
    assert edition.parts_left_out("corona") == () and edition.why_left_out("werk") == ""
    assert edition.why_left_out("regio") == "er zijn geen cijfers"
    assert edition_of(json.loads(json.dumps(asdict(edition), default=str))) == edition


@pytest.mark.parametrize(
    ("left_out", "says"),
    [
        ("werk: er is niets", "Chapter werk is listed for edition 2021 and left out as well"),
        ("regio: [kaart]", "leaves out parts of regio and does not list it"),
        ("werk: []", "must be chapter: \\[part"),
        ("werk: [Loon]", "must be chapter: \\[part"),
        ("Werk: [loon]", "must be chapter: \\[part"),
    ],
)
def test_what_cannot_be_left_out_is_told(path: Path, left_out: str, says: str) -> None:
    path.write_text(TEXT.replace("cbs:", f"    left_out:\n      {left_out}\ncbs:"), "utf-8")
    with pytest.raises(ConfigInvalid, match=says):
        read_config(path)


def test_settings_are_laid_over_it(path: Path) -> None:
    settings = [
        "editions.2021.cutoff=2021-12-31",
        "editions.2021.chapters=werk",
        "cbs.host=127.0.0.1:8765",
        "cbs.https=false",
    ]
    config = read_config(path, settings)
    assert config.edition.cutoff == date(2021, 12, 31) and config.edition.chapters == ("werk",)
    assert (config.cbs.host, config.cbs.https) == ("127.0.0.1:8765", False)


def test_a_version_stays_text_whatever_it_looks_like(path: Path) -> None:
    assert read_config(path, ["editions.2021.version=2"]).edition.version == "2"


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("cutoff", "is not a setting"),
        ("=x", "is not a setting"),
        ("weg=1", "'weg' is not known"),
        ("cbs.poort=1", "'poort' is not known"),
        ("editions.2022.state=final", "has no 'editions.2022.state'"),
        ("edition=1999", "There is no edition 1999"),
        ("edition=x", "edition must be a year"),
        ("editions.2021.state=klaar", "must be one of draft, embargoed, final"),
        ("editions.2021.cutoff=morgen", "must be a date"),
        ("editions.2021.chapters=", "must be a list of different chapter names"),
        ("cbs.https=ja", "must be true or false"),
    ],
)
def test_a_wrong_setting_is_named(path: Path, setting: str, says: str) -> None:
    with pytest.raises(ConfigInvalid, match=says) as caught:
        read_config(path, [setting])
    assert caught.value.where.startswith(("--set ", "--edition ")) and caught.value.todo


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("state: draft", "stat: draft", 8, "'stat' is not known"),
        ('cutoff: "2021-11-18"', "cutoff: 2021-11-18", 7, "a date in quotes"),
        ('version: "0.1"', "version: 0.1", 6, "a version in quotes"),
        ("    language: nl\n", "", 3, "'language' is missing"),
        ("language: nl", "language: en", 9, "nl, the language the house writes"),
        ("[werk, corona]", "[werk, werk]", 10, "different chapter names"),
        ("[werk, corona]", "[../weg]", 10, "chapter names"),
        ("title: Proef", "title: ''", 4, "must be a text"),
        ("  2021:", "  21:", 3, "must be a year"),
        ("edition: 2021", "edition: true", 1, "must be a year"),
        ("cbs:\n  host: opendata.cbs.nl\n  https: true", "cbs: x", 11, "must hold names"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(
    path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in TEXT
    path.write_text(TEXT.replace(old, new), "utf-8")
    with pytest.raises(ConfigInvalid, match=says) as caught:
        read_config(path)
    assert caught.value.where == f"{path}:{line}"


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe", b"a: b: c"])
def test_a_malformed_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ConfigInvalid, match=r"config\.yaml cannot be read"):
        read_config(path)


@pytest.mark.parametrize("content", ["", "tekst", "[1, 2]", "edition: 2021"])
def test_a_file_that_describes_nothing(path: Path, content: str) -> None:
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigInvalid):
        read_config(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigInvalid, match="No such file"):
        read_config(tmp_path / "config.yaml")


def test_settings_leave_the_description_itself_alone() -> None:
    data = {"cbs": {"host": "a", "https": True}}
    assert override(data, ["cbs.host=b"])["cbs"]["host"] == "b"
    assert data["cbs"]["host"] == "a"


def test_an_edition_comes_back_from_the_settings_of_a_step(path: Path) -> None:
    edition = read_config(path).edition
    assert edition_of(json.loads(json.dumps(asdict(edition), default=date.isoformat))) == edition


def test_the_schema_in_the_project_is_current() -> None:
    assert json.loads(SCHEMA.read_bytes()) == config_schema()


def _with(*keys: str, value: Any) -> dict[str, Any]:
    import yaml

    data: dict[str, Any] = yaml.safe_load(TEXT)
    target: Any = data
    for key in keys[:-1]:
        target = target[int(key) if key.isdigit() else key]
    target[keys[-1]] = value
    return data


def _for_json(data: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(data, default=str))


@pytest.mark.parametrize(
    "data",
    [
        _with("weg", value=1),
        _with("edition", value="2021"),
        _with("editions", "2021", "state", value="klaar"),
        _with("editions", "2021", "cutoff", value="morgen"),
        _with("editions", "2021", "chapters", value=[]),
        _with("editions", "2021", "chapters", value=["werk", "werk"]),
        _with("editions", "2021", "chapters", value=["Werk"]),
        _with("cbs", "https", value="ja"),
    ],
)
def test_schema_and_reader_refuse_the_same(data: dict[str, Any]) -> None:
    validator = Draft202012Validator(config_schema(), format_checker=FormatChecker())
    assert not validator.is_valid(_for_json(data))
    with pytest.raises(ConfigInvalid):
        check_config(data)


def test_schema_and_reader_accept_the_same() -> None:
    data = _with("edition", value=2021)
    assert Draft202012Validator(config_schema()).is_valid(_for_json(data))
    assert check_config(data).edition.year == 2021
