"""A figure that no longer fits on a page lets the text behind it go first. Nothing else moves.

WeasyPrint would leave the rest of the page blank. Text goes first up to the next heading, figure or
table, so that figures keep their order and their section.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

from jaarbericht.compose.pdf.engine import replaced, rewritten

FLOATING = "figure"
_PASSING = frozenset({"p", "ul", "ol"})
_COPIED = "enumerate(box.children[skip:], start=(skip or 0))"
_LIVE = "((i, box.children[i]) for i in range(skip or 0, len(box.children)))"


@contextmanager
def floating_figures() -> Iterator[None]:
    """For the length of the block, figures float down as far as they must."""
    container = rewritten(block.block_container_layout, _COPIED, _LIVE)
    with (
        replaced(block, "block_container_layout", container),
        replaced(block, "_in_flow_layout", _floating(block._in_flow_layout)),
    ):
        yield


def _floating(stock: Any) -> Any:
    """WeasyPrint's layout of one child of a box, with an exchange when that is a figure too many.

    It gives (abort, stop, resume_at, position_y, margins, next_page, new_children, max_lines).
    """

    def in_flow_layout(
        context: Any, box: Any, index: int, child: Any, done: list[Any], empty: bool,
        absolute: list[Any], fixed: list[Any], margins: list[Any], *rest: Any,
    ) -> tuple[Any, ...]:  # fmt: skip
        if not _may_exchange(box, index):
            return tuple(
                stock(context, box, index, child, done, empty, absolute, fixed, margins, *rest)
            )

        def lay_out(one: Any) -> tuple[Any, ...]:
            # WeasyPrint adds to these lists also when the child does not fit.
            before = (list(done), empty, absolute, fixed, list(margins))
            return tuple(stock(context, box, index, one, *before, *rest))

        result = lay_out(child)
        if not _refused(result, index):
            return result
        follower = box.children[index + 1]
        follower.position_x, follower.position_y = child.position_x, child.position_y
        _exchange(box, index)
        other = lay_out(follower)
        if other[0] or _refused(other, index):
            _exchange(box, index)
            return result
        return other

    return in_flow_layout


def _refused(result: tuple[Any, ...], index: int) -> bool:
    """Whether the page ends before the child, for want of room."""
    abort, stop, resume_at = result[:3]
    return bool(stop and not abort and resume_at == {index: None})


def _may_exchange(box: Any, index: int) -> bool:
    if len(box.children) <= index + 1:
        return False
    child, follower = box.children[index : index + 2]
    return bool(
        _tag(child) == FLOATING
        and _tag(follower) in _PASSING
        and isinstance(follower, boxes.BlockBox)
        and not any(getattr(one, "footnote", None) for one in child.descendants())
    )


def _tag(box: Any) -> str:
    return box.element_tag or "" if box.element is not None else ""


def _exchange(box: Any, index: int) -> None:
    children = list(box.children)
    children[index : index + 2] = reversed(children[index : index + 2])
    box.children = children
