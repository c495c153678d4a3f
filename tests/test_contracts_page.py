"""The example of docs/contracts.md is a contract, and shows every field there is."""

from __future__ import annotations

import re
from pathlib import Path

from jaarbericht.cbs import contract
from jaarbericht.cbs.contract import Expected, read_contract

PAGE = (Path(__file__).parents[1] / "docs" / "contracts.md").read_text("utf-8")


def test_the_example_is_a_contract(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "99999NED.yaml").write_text(example, "utf-8")
    read = read_contract(tmp_path / "99999NED.yaml")
    assert read.topics["Omzet_5"].group == "Opbrengsten > Totaal"
    assert read.expected["expected", "topics", "0"] == Expected("Winst", "mln euro", "Resultaat", 1)
    assert read.document is not None
    assert read.document.data.keys() == contract._FIELDS
