"""YAML with a trap in it is refused, whatever file it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from jaarbericht.cbs.contract import read_contract
from jaarbericht.cbs.errors import ContractInvalid, LockInvalid
from jaarbericht.cbs.lock import read_lock
from jaarbericht.compose.allowlist import parse_allowlist
from jaarbericht.edition import ConfigInvalid, read_config
from jaarbericht.yamltext import LARGEST, compose, load, told

LAUGHS = "a0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)
)
TRAPS = {
    "billion laughs": (LAUGHS, "alias"),
    "endless alias": ("a: &a [*a]\n", "alias"),
    "merge": ("a: &a {x: 1}\nb: {<<: *a}\n", "alias"),
    "python object": ("a: !!python/object/apply:os.system ['true']\n", "tag"),
    "other type": ("a: !!int '3'\n", "tag"),
    "own tag": ("a: !include /etc/passwd\n", "tag"),
    "twins": ("a: 1\nb: 2\na: 3\n", "a stands twice"),
    "twins below": ("a: {b: [{c: 1, c: 2}]}\n", "c stands twice"),
    "deep": ("a: " + "[" * 5_000 + "]" * 5_000, "deeper"),
    "large": ("a: '" + "x" * LARGEST + "'\n", "longer"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_with_its_name(name: str) -> None:
    text, told = TRAPS[name]
    for read in (compose, load):
        with pytest.raises(yaml.YAMLError, match=told):
            read(text)


def test_plain_yaml_is_read() -> None:
    assert load("a: [1, 'x']\nb: {c: null}\n") == {"a": [1, "x"], "b": {"c": None}}
    assert load("") is None and compose("# empty\n") is None


@pytest.mark.parametrize("name", TRAPS)
def test_every_reader_of_yaml_refuses_it(name: str, tmp_path: Path) -> None:
    text, told = TRAPS[name]
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigInvalid, match=told):
        read_config(path)
    with pytest.raises(ContractInvalid, match=told):
        read_contract(path)
    with pytest.raises(LockInvalid, match=told):
        read_lock(path)
    (finding,) = parse_allowlist(text, "allowlist.yaml").findings
    assert told in finding.problem


@pytest.mark.parametrize("text", ["a: [1\nb: 2\n", "a: b: c\n", "a: 'x\n", "a: \x07", "a: *x\n"])
def test_what_is_wrong_is_one_line_that_an_editor_understands(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(text, "utf-8")
    with pytest.raises(yaml.YAMLError) as caught:
        compose(text)
    with pytest.raises(ContractInvalid) as contract:
        read_contract(tmp_path / "t.yaml")
    with pytest.raises(ConfigInvalid) as config:
        read_config(tmp_path / "t.yaml")
    for said in (told(caught.value), contract.value.what, config.value.what):
        assert "unicode string" not in said and "\n" not in said
