"""The part of OData v3 that filters rows, as CBS does it: texts are compared with their padding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

Row = Mapping[str, Any]
Test = Callable[[Row], bool]
_TOKEN = re.compile(r"'(?:[^']|'')*'|[()]|\w+|\S")


def answer(url: str, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """What a host that has `rows` gives for a URL with $filter and $select."""
    options = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert set(options) == {"$format", "$select", "$filter"} and options["$format"] == "json"
    columns = options["$select"].split(",")
    wanted = _Reader(_TOKEN.findall(options["$filter"])).whole()
    return [{key: row[key] for key in columns} for row in rows if wanted(row)]


class _Reader:
    """Reads `or` of `and` of comparisons, brackets included."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]

    def whole(self) -> Test:
        test = self._several("or", any)
        assert not self.tokens, self.tokens
        return test

    def _several(self, word: str, joined: Callable[[Iterable[bool]], bool]) -> Test:
        read = self._one if word == "and" else lambda: self._several("and", all)
        tests = [read()]
        while self.tokens[-1:] == [word]:
            self.tokens.pop()
            tests.append(read())
        return lambda row: joined(test(row) for test in tests)

    def _one(self) -> Test:
        key = self.tokens.pop()
        if key == "(":
            test = self._several("or", any)
            assert self.tokens.pop() == ")"
            return test
        assert self.tokens.pop() == "eq"
        code = self.tokens.pop()
        assert code[0] == code[-1] == "'"
        return lambda row: bool(row[key] == code[1:-1].replace("''", "'"))
