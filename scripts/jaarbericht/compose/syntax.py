"""The small part of Jinja that prose may use: calls with literal names, found with their place.

Jinja's own lexer cuts the text, so that guard and renderer agree on what is text and what is not.
What a call means belongs to `functions`; what text may say belongs to `guard`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import FUNCTIONS
from jaarbericht.compose.tags import HOW, Tag, explain, short, tags


@dataclass(frozen=True)
class Literal:
    """A quoted word in a call, with the place of its opening quote."""

    text: str
    offset: int


@dataclass(frozen=True)
class Call:
    """A function called in the text; `block` when something stands between call and endcall."""

    name: str
    args: tuple[Literal, ...]
    offset: int
    end: int
    block: bool

    @property
    def container(self) -> bool:
        """Whether it stands around paragraphs."""
        return self.block and self.name in FUNCTIONS and FUNCTIONS[self.name].container


@dataclass(frozen=True)
class Text:
    """Words as typed, with their place."""

    text: str
    offset: int


@dataclass(frozen=True)
class BlockEnd:
    """The end of a block call."""

    offset: int
    end: int


Part = Text | Call | BlockEnd


@dataclass(frozen=True)
class Parsed:
    """The parts of a text in order (comments left out), and what could not be read."""

    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]
    readable: bool = True

    @property
    def calls(self) -> tuple[Call, ...]:
        """The calls in the order in which Jinja makes them."""
        return tuple(part for part in self.parts if isinstance(part, Call))


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)


def environment() -> ImmutableSandboxedEnvironment:
    """A Jinja environment that knows nothing: no globals, no filters, no tests, no loader."""
    from jinja2 import StrictUndefined

    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
    for names in (env.globals, env.filters, env.tests):
        names.clear()
    return env


def parse(source: Source) -> Parsed:
    """Cut a text into words and calls. Never raises: what is malformed becomes a finding."""
    found = tags(source)
    if found.unclosed:
        return Parsed((), found.unclosed, readable=False)
    try:
        tokens = _tokens(source.text)
    except TemplateSyntaxError as error:
        return Parsed((), _unreadable(source, found.tags, error), readable=False)
    parsed = _Parser(source, tokens).run()
    return replace(parsed, findings=(*found.strays, *parsed.findings))


def _unreadable(
    source: Source, found: Sequence[Tag], error: TemplateSyntaxError
) -> tuple[Finding, ...]:
    """A finding per tag that cannot be read by itself, or one for the whole text."""
    refused = [(tag, message) for tag in found if (message := _refusal(tag.text))]
    if not refused:
        offset = len("".join(source.text.splitlines(keepends=True)[: error.lineno - 1]))
        return (source.finding(offset, f"Unreadable: {error.message}.", HOW, first=True),)
    told = [
        explain(tag) or (tag.offset, f"‘{short(tag.text)}’ is unreadable: {message}.", HOW)
        for tag, message in refused
    ]
    return tuple(source.finding(*one, first=True) for one in told)


def _refusal(text: str) -> str:
    """What Jinja has against a text; empty when nothing."""
    try:
        _tokens(text)
    except TemplateSyntaxError as error:
        return error.message or "unknown"
    return ""


def _tokens(text: str) -> list[_Token]:
    """Jinja's tokens with offsets; whitespace that `-` strips is skipped by the search."""
    found, position = [], 0
    for _, kind, value in environment().lex(text):
        position = text.index(value, position)
        found.append(_Token(kind, value, position))
        position += len(value)
    return found


class _Parser:
    """Walks the tokens once; keeps the parts and the findings."""

    def __init__(self, source: Source, tokens: Sequence[_Token]) -> None:
        self.source = source
        self.tokens = list(tokens)
        self.parts: list[Part] = []
        self.findings: list[Finding] = []
        self.open: list[Call] = []

    def run(self) -> Parsed:
        """All parts; a block that is never closed is a finding."""
        while self.tokens:
            self._next()
        for call in self.open:
            self._wrong(call.offset, "This block is never closed.", "Add {% endcall %}.")
        return Parsed(tuple(self.parts), tuple(self.findings))

    def _next(self) -> None:
        token = self.tokens.pop(0)
        if token.kind == "data":
            self.parts.append(Text(token.text, token.offset))
        elif token.kind == "variable_begin":
            self._expression(token)
        elif token.kind == "block_begin":
            self._statement(token)
        elif not token.kind.startswith("comment"):
            self._wrong(token.offset, f"‘{token.text.strip()}’ cannot be used here.", HOW)

    def _expression(self, begin: _Token) -> None:
        inner, end = self._until(begin, "variable_end", "}}")
        call = self._call(inner, begin.offset, end, block=False)
        if call:
            self.parts.append(call)

    def _statement(self, begin: _Token) -> None:
        inner, end = self._until(begin, "block_end", "%}")
        words = [token.text for token in inner]
        if words == ["endcall"]:
            self._close(begin, end)
        elif words[:1] == ["call"]:
            self._open(begin, inner[1:], end)
        else:
            self._wrong(begin.offset, f"‘{{% {' '.join(words)} %}}’ is not used in prose.", HOW)

    def _open(self, begin: _Token, inner: list[_Token], end: int) -> None:
        if self.open and not self.open[-1].container:
            self._wrong(begin.offset, "A block begins inside another block.", "Close it first.")
        call = self._call(inner, begin.offset, end, block=True)
        if call:
            self.parts.append(call)
        self.open.append(call or Call("", (), begin.offset, end, block=True))

    def _close(self, begin: _Token, end: int) -> None:
        if self.open:
            self.open.pop()
        else:
            self._wrong(begin.offset, "{% endcall %} closes nothing.", "Remove it.")
        self.parts.append(BlockEnd(begin.offset, end))

    def _until(self, begin: _Token, kind: str, sign: str) -> tuple[list[_Token], int]:
        """The tokens up to the closing sign, without whitespace, and where the sign ends."""
        inner: list[_Token] = []
        while self.tokens:
            token = self.tokens.pop(0)
            if token.kind == kind:
                return inner, token.end
            if token.kind != "whitespace":
                inner.append(token)
        self._wrong(begin.offset, f"‘{begin.text}’ is never closed.", f"Add {sign}.")
        return inner, len(self.source.text)

    def _call(self, inner: list[_Token], offset: int, end: int, block: bool) -> Call | None:
        texts = [token.text for token in inner]
        kinds = [token.kind for token in inner]
        arguments = inner[2:-1]
        shaped = (
            kinds[:1] == ["name"]
            and texts[1:2] == ["("]
            and texts[-1:] == [")"]
            and all(token.kind == "string" for token in arguments[::2])
            and all(token.text == "," for token in arguments[1::2])
            and (not arguments or len(arguments) % 2 == 1)
        )
        if not shaped or any("\\" in token.text for token in arguments):
            tag = Tag(self.source.text[offset:end], offset)
            told = explain(tag) or (
                offset, f"‘{short(tag.text)}’ is not a call with names in quotes.", HOW
            )  # fmt: skip
            self._wrong(*told)
            return None
        literals = tuple(Literal(t.text[1:-1], t.offset) for t in arguments[::2])
        return Call(texts[0], literals, offset, end, block)

    def _wrong(self, offset: int, problem: str, todo: str) -> None:
        self.findings.append(self.source.finding(offset, problem, todo))
