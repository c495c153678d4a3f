"""Lists that people keep by hand: what they may hold, and what is said of what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from jaarbericht.compose.backmatter import read_lists
from jaarbericht.compose.records import RecordsInvalid, Shape, parse_records, read_records
from jaarbericht.files import FileProblem

SHAPE = Shape(("word",), "{word: …, forms: […]}", optional=("note",), lists=("forms",))


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("word: x", 1, "This is not a list."),
        ("- word: x\n- forms: [y]", 2, "‘word’ is missing."),
        ("- word: x\n  wrod: y", 1, "other fields than word, note, forms"),
        ("- just a text", 1, "other fields"),
        ("- word: 2021", 1, "‘word’ must be a text; put quotes around it."),
        ("- word: ' '", 1, "‘word’ must be a text"),
        ("- word: x\n  forms: y", 1, "‘forms’ must be a list of texts."),
        ("- word: x\n  forms: [1]", 1, "‘forms’ must be a list of texts."),
        ("- word: [x", 2, "Unreadable YAML"),
        ("- word: &a x\n- word: *a", 2, "Unreadable YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(RecordsInvalid) as caught:
        parse_records(text, "report/index.yaml", SHAPE)
    assert caught.value.where == f"report/index.yaml:{line}" and said in caught.value.what
    assert "{word: …, forms: […]}" in caught.value.todo


def test_white_space_of_several_lines_is_one_space() -> None:
    (one,) = parse_records("- word: >-\n    twee\n    regels\n", "x.yaml", SHAPE)
    assert one.texts == {"word": "twee regels", "note": ""} and one.lists == {"forms": ()}


@pytest.mark.parametrize("text", ["", "[]", "# nothing yet\n"])
def test_a_list_may_be_empty(text: str) -> None:
    assert parse_records(text, "x.yaml", SHAPE) == ()


def test_a_list_that_is_gone_is_to_be_put_back(tmp_path: Path) -> None:
    with pytest.raises(FileProblem) as caught:
        read_records(tmp_path / "errata.yaml", "report/errata.yaml", SHAPE)
    assert caught.value.where == "report/errata.yaml"


def test_the_lists_of_the_report_can_be_read() -> None:
    lists = read_lists(Path(__file__).parents[2] / "report")
    assert len(lists.glossary) > 30 and len(lists.index) > 30 and len(lists.signs) > 5
