"""Markdown to HTML, the small part that the report uses. Nothing about numbers or figures."""

from __future__ import annotations

import html
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

_RULES = ["heading", "list", "blockquote", "emphasis", "link", "autolink", "newline", "escape"]
_Env = MutableMapping[str, Any]


@dataclass(frozen=True)
class Heading:
    """A heading of the text: level (1 is the title), the HTML inside it, and its anchor."""

    level: int
    html: str
    anchor: str


@dataclass(frozen=True)
class Page:
    """A text as HTML without its title, and its headings, the title first."""

    html: str
    headings: tuple[Heading, ...]


def render(text: str, anchor: Callable[[int], str], number: Callable[[int, int], str]) -> Page:
    """Render a text; `anchor(i)` names the i-th heading, `number(level, i)` stands before it.

    The title itself is left out of the HTML and given as the first heading.
    """
    env: _Env = {}
    tokens = _notes_in_place(_parser().parse(text, env), env)
    headings = _number_headings(tokens, env, anchor, number)
    body = tokens[3:] if headings[:1] and headings[0].level == 1 else tokens
    return Page(_parser().renderer.render(body, _parser().options, env), headings)


def render_inline(text: str) -> str:
    """A title: emphasis and quotes, no paragraphs."""
    return str(_parser().renderInline(" ".join(text.split())))


def pieces(text: str) -> list[Token]:
    """The runs of words of a text as Markdown reads them, each sign that marks nothing apart."""
    return [token for token in _plain_parser().parse(text) if token.type == "inline"]


@cache
def _parser() -> MarkdownIt:
    md = _bare_parser()
    md.enable(["smartquotes", "text_join", "fragments_join"])
    md.add_render_rule("footnote_ref", _note)
    return md


@cache
def _plain_parser() -> MarkdownIt:
    return _bare_parser().disable(["text_join", "fragments_join"])


def _bare_parser() -> MarkdownIt:
    md = MarkdownIt("zero", {"typographer": True, "quotes": "“”‘’", "xhtmlOut": True})
    md.enable([*_RULES, "balance_pairs"])
    return md.use(footnote_plugin, inline=False).use(container_plugin, "kern", render=_box)


def _box(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: _Env
) -> str:
    return '<aside class="kern">\n' if tokens[index].nesting == 1 else "</aside>\n"


def _note(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: _Env
) -> str:
    inner = env["notes"].get(tokens[index].meta["id"], [])
    return f'<span class="fn">{_parser().renderer.render(inner, _parser().options, env)}</span>'


def _notes_in_place(tokens: list[Token], env: _Env) -> list[Token]:
    """Take the footnotes off the end and keep each note's words for the place of its mark."""
    env["notes"] = {}
    start = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    current: list[Token] = []
    for token in tokens[start:]:
        if token.type == "footnote_open":
            current = env["notes"].setdefault(token.meta["id"], [])
        elif token.type == "inline":
            current.append(token)
    return tokens[:start]


def _number_headings(
    tokens: list[Token],
    env: _Env,
    anchor: Callable[[int], str],
    number: Callable[[int, int], str],
) -> tuple[Heading, ...]:
    found: list[Heading] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
            inner = _parser().renderer.render([tokens[index + 1]], _parser().options, env)
            name = anchor(len(found))
            token.attrSet("id", name)
            before = number(level, len(found))
            if before and level > 1:
                tokens[index + 1] = _numbered(tokens[index + 1], before)
            found.append(Heading(level, inner, name))
    return tuple(found)


def _numbered(inline: Token, number: str) -> Token:
    span = Token("html_inline", "", 0, content=f'<span class="nr">{html.escape(number)}</span> ')
    return inline.copy(children=[span, *(inline.children or [])])
