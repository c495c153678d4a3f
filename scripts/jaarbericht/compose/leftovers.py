"""Rule: a sign of markup that marks nothing would be printed as it stands. Nothing about words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from markdown_it.token import Token

from jaarbericht.compose import markdown
from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.functions import FUNCTIONS
from jaarbericht.compose.syntax import Call, Parsed, Text

# A character that Markdown reads as a word.
_CALL = "\U000f0000"
_EMPHASIS = "Put it before and behind the words, without a space inside: *schuin*, **vet**."
_TODO = {
    "*": f"{_EMPHASIS} For the sign itself write \\*.",
    "_": f"{_EMPHASIS} For the sign itself write \\_.",
    "~": "Remove it; nothing is struck out in the report.",
    "]": "A link is [woorden](https://adres), without spaces in the address.",
    "#": "A heading has a space behind its signs: ## Kop.",
}
_WITHIN = re.compile(r"(?P<sign>~~+|\]\()|(?m:^(?P<head>#{1,6})(?=\S))")
_RUN = re.compile(r"\*+|_+")
_MARKUP = re.compile(r"\*+|~~+|(?<!\w)_+|_+(?!\w)")


@dataclass(frozen=True)
class _Collapsed:
    """A text with a character for each call; `offsets[i]` is the place of character i."""

    text: str
    offsets: tuple[int, ...]


def leftovers(source: Source, parsed: Parsed) -> Iterator[Finding]:
    """A finding per sign that Markdown leaves standing, and per sign in the words of a call."""
    collapsed = _collapse(parsed)
    lines = collapsed.text.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, lines))]
    for inline in markdown.pieces(collapsed.text):
        first, last = inline.map or (0, len(lines))
        for at, sign in _standing(inline, collapsed.text, starts[first], starts[last]):
            yield _finding(source, collapsed.offsets[at], sign)
    for call in parsed.calls:
        rule = FUNCTIONS.get(call.name)
        for literal in call.args[1:] if rule and rule.words else ():
            for match in _MARKUP.finditer(literal.text):
                at = literal.offset + 1 + match.start()
                yield _finding(source, at, match.group(), "Write the words without markup.")


def _collapse(parsed: Parsed) -> _Collapsed:
    characters: list[tuple[str, int]] = []
    for part in parsed.parts:
        if isinstance(part, Text):
            characters += [(one, part.offset + i) for i, one in enumerate(part.text)]
        else:
            inline = isinstance(part, Call) and not part.block
            characters += [(one, part.offset) for one in (_CALL if inline else "\n\n")]
    text, offsets = zip(*characters, strict=True) if characters else ((), ())
    return _Collapsed("".join(text), offsets)


def _standing(inline: Token, text: str, at: int, end: int) -> Iterator[tuple[int, str]]:
    """The signs in a run of words that mark nothing, with their place in `text`."""
    done = at
    for child in inline.children or []:
        said = child.content if child.type == "text" else child.markup
        found = text.find(said, at, end) if said else -1
        if found < 0:
            continue
        at = found + len(said)
        if child.type != "text" or found < done:
            continue
        if said in ("*", "_"):
            run = _RUN.match(text, found, end)
            done = run.end() if run else at
            if run and not (said == "_" and _inside_word(text, run)):
                yield found, run.group()
        else:
            for match in _WITHIN.finditer(said):
                if match["sign"] or _begins_line(text, found + match.start()):
                    yield found + match.start(), match.group()


def _inside_word(text: str, run: re.Match[str]) -> bool:
    return text[run.start() - 1 : run.start()].isalnum() and text[run.end() :][:1].isalnum()


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _finding(source: Source, offset: int, sign: str, todo: str = "") -> Finding:
    return source.finding(
        offset, f"‘{sign}’ marks nothing and would be printed.", todo or _TODO[sign[0]]
    )
