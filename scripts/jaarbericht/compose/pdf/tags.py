"""The structure for assistive technology: our own in the place of WeasyPrint's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint.pdf

from jaarbericht.compose.pdf.artifacts import artifacts_drawn, find_artifacts
from jaarbericht.compose.pdf.emit import Emission
from jaarbericht.compose.pdf.engine import replaced
from jaarbericht.compose.pdf.errors import TagTreeBroken
from jaarbericht.compose.pdf.links import thin_links
from jaarbericht.compose.pdf.nodes import Node, pruned
from jaarbericht.compose.pdf.tree import Tree


@contextmanager
def tagged(document: Any) -> Iterator[None]:
    """For the length of the block, writing the rendered document gives it our structure.

    Raises TagTreeBroken for text or pictures that cannot be given a place in it.
    """
    artifacts = find_artifacts(document)
    thin_links(document)
    with artifacts_drawn(artifacts), replaced(weasyprint.pdf, "add_tags", _add_tags):
        yield


def _add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Sequence[Any]) -> None:
    Emission(pdf).write(build_tree(document, page_streams))


def build_tree(document: Any, page_streams: Sequence[Any]) -> Node:
    """The structure of a drawn document. Raises TagTreeBroken."""
    if not document.metadata.lang:
        raise TagTreeBroken(
            "The document does not say in which language it is.",
            why="It would be read aloud in the language of the reader's machine.",
            todo='Write <html lang="nl">.',
        )
    tree = Tree(document.metadata.lang)
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        marks = {box: tag["mcid"] for box, tag in stream._tags.items()}
        tree.add_page(number, page._page_box, marks)
    return pruned(tree.root)
