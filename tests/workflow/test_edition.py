"""config.yaml: read, overridden, refused with its line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from jaarbericht.edition import (
    ConfigInvalid,
    config_schema,
    edition_of,
    read_config,
)

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config.yaml"


def test_the_edition_that_is_meant() -> None:
    edition = read_config(CONFIG).edition
    assert edition.year == 2021 and edition.cutoff == date(2021, 11, 18)
    assert edition.chapters == ("bedrijvenlandschap", "werk", "corona")


def test_settings_lie_over_the_file() -> None:
    found = read_config(CONFIG, ["editions.2021.state=final", "cbs.https=false"])
    assert found.edition.state == "final" and found.cbs.https is False


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('cutoff: "2021-11-18"', "cutoff: 2021-11-18", "in quotes"),
        ('cutoff: "2021-11-18"', 'cutoff: "2021-13-18"', "2021-13-18"),
        ("state: draft", "state: klaar", "draft, embargoed, final"),
        ("      - werk", "      - bedrijvenlandschap", "different chapter names"),
        ("      - werk", "      - ../werk", "small letters"),
        ("edition: 2021", "edition: 2020", "There is no edition 2020"),
        ("language: nl", "language: en", "nl"),
        ("publisher:", "uitgever:", "uitgever"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = CONFIG.read_text("utf-8")
    assert old in text
    path = tmp_path / "config.yaml"
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigInvalid, match=says) as failure:
        read_config(path)
    assert failure.value.where.startswith(f"{path}:") and failure.value.todo


@pytest.mark.parametrize("setting", ["edition", "weg=1", "editions.1999.state=final", "=x"])
def test_a_setting_that_is_none(setting: str) -> None:
    with pytest.raises(ConfigInvalid) as failure:
        read_config(CONFIG, [setting])
    assert "--set" in failure.value.where


def test_the_schema_in_the_repository_is_the_one_of_the_code() -> None:
    path = ROOT / "workflow" / "schemas" / "config.schema.json"
    assert json.loads(path.read_bytes()) == config_schema()


def test_an_edition_survives_json() -> None:
    edition = read_config(CONFIG).edition
    record = json.loads(json.dumps(vars(edition), default=date.isoformat))
    assert edition_of(record) == edition
