"""A figure that no longer fits on a page lets the text behind it go first. Nothing else moves.

WeasyPrint would leave the rest of the page blank. Figures and tables keep their order. They stay in
their section, unless more than a third of a page would be blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import block

from jaarbericht.compose.pdf.engine import replaced, rewritten

FLOATING = "figure"
_PASSING = frozenset({"p", "ul", "ol"})
_HEADINGS = frozenset({"h2", "h3"})
_BLANK = 1 / 3
_COPIED = "enumerate(box.children[skip:], start=(skip or 0))"
_LIVE = "((i, box.children[i]) for i in range(skip or 0, len(box.children)))"


@contextmanager
def floating_figures() -> Iterator[None]:
    """For the length of the block, figures float down as far as they must."""
    container = rewritten(block.block_container_layout, {_COPIED: _LIVE})
    with (
        replaced(block, "block_container_layout", container),
        replaced(block, "_in_flow_layout", _floating(block._in_flow_layout)),
    ):
        yield


def _floating(stock: Any) -> Any:
    """WeasyPrint's layout of one child of a box; what passes a figure takes its place there.

    It gives (abort, stop, resume_at, position_y, margins, next_page, new_children, max_lines).
    """

    def in_flow_layout(
        context: Any, box: Any, index: int, child: Any, done: list[Any], empty: bool,
        absolute: list[Any], fixed: list[Any], margins: list[Any], *rest: Any,
    ) -> tuple[Any, ...]:  # fmt: skip
        def lay_out(one: Any) -> tuple[Any, ...]:
            # WeasyPrint adds to these lists also when the child does not fit.
            before = (list(done), empty, absolute, fixed, list(margins))
            return tuple(stock(context, box, index, one, *before, *rest))

        if not _is_figure(child):
            before = (done, empty, absolute, fixed, margins)
            return tuple(stock(context, box, index, child, *before, *rest))
        place = child.position_x, child.position_y
        result = lay_out(child)
        order = list(box.children)
        passed = _passed(order, index, _is_blank(context, place[1]))
        if not _refused(result, index) or passed == order:
            return result
        box.children = passed
        first = passed[index]
        first.position_x, first.position_y = place
        other = lay_out(first)
        if other[0] or _refused(other, index):
            box.children = order
            return result
        return other

    return in_flow_layout


def _refused(result: tuple[Any, ...], index: int) -> bool:
    """Whether the page ends before the child, for want of room."""
    abort, stop, resume_at = result[:3]
    return bool(stop and not abort and resume_at == {index: None})


def _is_blank(context: Any, top: float) -> bool:
    """Whether too much of the page would be blank below `top`."""
    return bool(context.page_bottom - top > _BLANK * context.page_bottom)


def _passed(order: list[Any], index: int, far: bool) -> list[Any]:
    """The order in which text goes before the figures at `index`; `far` lets a heading come along.

    The order as it was when there is no such text.
    """
    end = next((i for i in range(index, len(order)) if not _is_figure(order[i])), len(order))
    stop = end
    while far and stop < len(order) and _tag(order[stop]) in _HEADINGS:
        stop += 1
    if stop == len(order) or _tag(order[stop]) not in _PASSING:
        return order
    text, figures = order[end : stop + 1], order[index:end]
    return [*order[:index], *text, *figures, *order[stop + 1 :]]


def _is_figure(box: Any) -> bool:
    """Whether a box floats; one with a footnote in it stays with its note."""
    return _tag(box) == FLOATING and not any(
        getattr(one, "footnote", None) for one in box.descendants()
    )


def _tag(box: Any) -> str:
    return box.element_tag or "" if box.element is not None else ""
