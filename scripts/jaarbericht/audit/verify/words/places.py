"""Check: every text of the prose stands in the PDF as the ledger has it, with its numbers in place.

A number is looked up by its id in the structure of the PDF; the block that it stands in must be the
passage of the ledger, word for word. So a number that moved to another sentence is noticed. The
words that depend on a value (`ruim`, `bijna`, `circa`, up and down, names of shares and ratios) are
worked out again from the exact value, so that none stands on the wrong side of it. Words that
somebody typed are for `typedwords`, but for rounding words, which the guard on prose refuses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jaarbericht.audit.verify.evaluate import (
    MARKS,
    chosen,
    leaves,
    printed,
    value_of,
)
from jaarbericht.audit.verify.evaluate_english import printed_english
from jaarbericht.audit.verify.evidence import Evidence
from jaarbericht.audit.verify.itemdata import items_of
from jaarbericht.audit.verify.pdf.file import BLOCKS, Node, squeezed
from jaarbericht.audit.verify.problem import MALFORMED, Problem, sentence
from jaarbericht.audit.verify.saying import PERIOD_CODE, exact_text, first_citation, source_words
from jaarbericht.audit.verify.words.covering import says

# What the style sheet writes before the words of a block.
BOX_HEAD = "Dekern"
MARKED = frozenset(
    {"getal", "kaal", "ongeveer", "omvang", "kale_omvang", "ongeveer_omvang", "breuk", "op_de"}
    | {"keer", "verveelvoudigd", "rang"}
)
_NO_VALUE = frozenset({"editie", "verwijzing", "ontbreekt"})


def check_printed(evidence: Evidence) -> Iterator[Problem]:
    """Each text that the prose prints follows from its value, and stands at its place."""
    for number, one in enumerate(evidence.ledger["printed"], 1):
        if one["kind"] == "voorbeeld":
            yield from _of_example(one, evidence.ledger)
        elif one["kind"] == "bron":
            yield from _of_source(one, evidence.ledger)
        elif one["kind"] not in _NO_VALUE:
            yield from _worded(one, evidence.ledger)
        yield from _placed(one, evidence)
        if one["sequence"] < number:
            yield _problem(one["id"], "it is out of order in the ledger")


def _worded(one: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        say = printed_english if one["language"] == "en" else printed
        text = say(one, ledger)
        of_quantity = one["kind"] != "periode" or _of_quantity(one, ledger)
    except MALFORMED as error:
        yield _problem(one["id"], f"what it should print cannot be worked out: {error}")
        return
    if not of_quantity:
        yield _problem(one["id"], f"{one['period']} is not the period of its number")
    if not _same(text, one["text"]):
        yield _problem(one["id"], f"its value prints as ‘{text}’, the ledger has ‘{one['text']}’")
    quantity = ledger["quantities"].get(one["quantity"])
    status = quantity["status"] if quantity and one["kind"] in MARKED else ""
    if one["mark"] != MARKS.get(status, ""):
        yield _problem(one["id"], f"its mark is ‘{one['mark']}’ for the status {status}")
    if quantity and one["form"] not in (None, quantity["form"]):
        yield _problem(one["id"], "its form is not that of its quantity")


def _of_quantity(one: Mapping[str, Any], ledger: Mapping[str, Any]) -> bool:
    """Whether the period of a text about time is that of its number; one that is named has none."""
    if one["which"] == "named":
        return not one["quantity"]
    quantity = ledger["quantities"][one["quantity"]]
    periods, codes = quantity["periods"], one["period"].split("+")
    if one["which"] == "extreme":
        return _reached(quantity["expression"], codes, periods, ledger)
    return bool(codes == [periods[-1 if one["which"] == "last" else 0]])


def _reached(
    tree: Mapping[str, Any], codes: Sequence[str], periods: Sequence[str], ledger: Mapping[str, Any]
) -> bool:
    """Whether an extreme over time is reached in just these periods, or one of them is its own."""
    moments = chosen(tree, ledger) if "labels" in tree else []
    if moments and all(PERIOD_CODE.fullmatch(moment) for moment in moments):
        return set(codes) == set(moments)
    return periods[-1] in codes


def _of_example(one: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Problem]:
    wanted = example_facts(ledger).get(one["asked"][0])
    if one["text"] != wanted:
        yield _problem(one["id"], f"the example has ‘{wanted}’, the ledger has ‘{one['text']}’")


def _of_source(one: Mapping[str, Any], ledger: Mapping[str, Any]) -> Iterator[Problem]:
    wanted = source_words(ledger["quantities"][one["quantity"]]["expression"], ledger)
    if squeezed(one["text"]) != squeezed(wanted):
        yield _problem(one["id"], f"its source is ‘{wanted}’, the ledger has ‘{one['text']}’")


def example_facts(ledger: Mapping[str, Any]) -> dict[str, str]:
    """What the guide for the auditor tells of its example: a growth between two cells."""
    id = ledger["example"]["quantity"]
    quantity = ledger["quantities"][id]
    cells = [leaf for kind, leaf in leaves(quantity["expression"]) if kind == "cell"]
    found = [(leaf, ledger["cells"][leaf]) for leaf in dict.fromkeys(cells)]
    said = {one["id"]: one["text"] for one in ledger["printed"]}
    facts = {
        "getal": said[ledger["example"]["printed"]],
        "formule": ledger["annex"][id]["formula"],
        "uitkomst": exact_text(value_of(quantity["expression"], ledger)),
        "tabel": found[0][1]["table"],
        "titel": ledger["tables"][found[0][1]["table"]]["title"],
        "keuze": ", ".join(_chosen(found[0][1])),
        "plaats": _chapter_of(ledger["example"]["printed"], ledger),
    }
    for letter, (leaf, cell) in zip("ab", found, strict=True):
        *_, period = [cell["titles"][key] or code for key, code in cell["codes"].items()]
        facts[f"cel_{letter}"] = leaf
        facts[f"rij_{letter}"] = str(cell["row"])
        facts[f"periode_{letter}"] = " ".join(period.split())
        facts[f"ruw_{letter}"] = cell["raw"].strip().replace(".", ",")
    return facts


def _chosen(cell: Mapping[str, Any]) -> Iterator[str]:
    """What is to be chosen on StatLine beside the period."""
    *selection, _ = [cell["titles"][key] or code for key, code in cell["codes"].items()]
    return (" ".join(part.split()) for part in (cell["topic_title"], *selection))


def _chapter_of(id: str, ledger: Mapping[str, Any]) -> str:
    """The chapter in which a printed text stands, by its heading."""
    chapter = next(one["chapter"] for one in ledger["printed"] if one["id"] == id)
    heading = next(one["text"] for one in ledger["passages"] if one["chapter"] == chapter)
    return f"hoofdstuk {heading.replace(' ', ', ', 1)}"


def _same(one: str, other: str) -> bool:
    """Equal, but for the capital that begins a sentence."""
    return one == other or (one[:1].lower(), one[1:]) == (other[:1].lower(), other[1:])


def _placed(one: Mapping[str, Any], evidence: Evidence) -> Iterator[Problem]:
    node = evidence.document.ids.get(f"p-{one['id']}")
    if node is None:
        yield _problem(one["id"], "the PDF has no such place")
        return
    if not says(node, one["text"]):
        yield _problem(
            one["id"], f"page {node.page} has ‘{node.whole}’, the ledger has ‘{one['text']}’"
        )
    if one["quantity"] and one["kind"] != "periode":
        wanted = f"v-{one['quantity']}"
        if one["kind"] == "bron":
            tree = evidence.ledger["quantities"][one["quantity"]]["expression"]
            wanted = f"c-{first_citation(tree)}"
        if set(node.targets) != {wanted} or wanted not in evidence.document.places:
            yield _problem(one["id"], f"on page {node.page} it does not lead to its entry")


def check_passages(evidence: Evidence) -> Iterator[Problem]:
    """Blocks of the chapters and passages of the ledger are the same texts, each as often."""
    wanted = Counter(squeezed(one["text"]) for one in evidence.ledger["passages"])
    found: Counter[str] = Counter()
    where: dict[str, int] = {}
    for block in prose_blocks(evidence.document.root):
        text = _unheaded(block, wanted)
        found[text] += 1
        where.setdefault(text, block.page)
    for text in found - wanted:
        yield Problem("text", f"page {where[text]}", f"‘{_short(text)}’ is not in the ledger.")
    for text in wanted - found:
        yield Problem("text", "ledger.json", f"‘{_short(text)}’ is not in the PDF.")


def check_flow(evidence: Evidence) -> Iterator[Problem]:
    """The blocks of a text follow each other as in the ledger; sources and remarks by figure."""
    anchors = {item["anchor"] for item in items_of(evidence.ledger).values()}
    for part in evidence.document.root.kids:
        if isinstance(part, Node) and is_prose(part):
            name = part.all("H1")[0].id.removeprefix("h-")
            divided = {id(n) for d in part.below() if d.id in anchors for n in d.below()}
            blocks = [b for b in prose_blocks_of(part) if id(b) not in divided]
            wanted = [
                squeezed(one["text"])
                for one in evidence.ledger["passages"]
                if one["chapter"] == name and one["kind"] not in _BELOW
            ]
            yield from _same_order(name, blocks, wanted)
    for anchor, wanted in _below_items(evidence.ledger).items():
        division = evidence.document.ids.get(anchor)
        if division is not None:
            found = [node for node in division.all("P") if node.words]
            yield from _same_order(anchor, found, wanted)


_BELOW = frozenset({"caption", "card", "source", "remark"})


def _below_items(ledger: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stands below each figure and table, by its anchor, in the order of the passages."""
    return {
        anchor: [squeezed(one["text"]) for one in found] for anchor, found in _below(ledger).items()
    }


def remarks_below(ledger: Mapping[str, Any]) -> dict[str, list[str]]:
    """The remarks below each figure and table, by its anchor."""
    return {
        anchor: [one["text"] for one in found if one["kind"] == "remark"]
        for anchor, found in _below(ledger).items()
    }


def _below(ledger: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    names = {
        squeezed(f"{word} {item['number']}"): item["anchor"]
        for id, item in items_of(ledger).items()
        for word in (("Figuur",) if id in ledger["figures"] else ("Tabel",))
    }
    found: dict[str, list[Mapping[str, Any]]] = {anchor: [] for anchor in names.values()}
    anchor = ""
    for one in ledger["passages"]:
        if one["kind"] == "caption":
            head = re.match(r"(?:Figuur|Tabel)\s[\d.]+", one["text"])
            anchor = names.get(squeezed(head.group()), "") if head else ""
        elif one["kind"] in _BELOW and anchor:
            found[anchor].append(one)
    return found


def _same_order(name: str, blocks: Sequence[Node], wanted: Sequence[str]) -> Iterator[Problem]:
    for block, text in zip(blocks, wanted, strict=False):
        if _unheaded(block, {text: 1}) != text:
            what = f"{name}: here should stand ‘{_short(text)}’."
            yield Problem("text", f"page {block.page}", what)
            return


def check_sentences(evidence: Evidence) -> Iterator[Problem]:
    """Each printed text stands where its passage says, and in the block with that passage."""
    printed_by_id = {one["id"]: one for one in evidence.ledger["printed"]}
    placed: set[str] = set()
    for passage in evidence.ledger["passages"]:
        words = squeezed(passage["text"])
        for id, start in passage["printed"]:
            placed.add(id)
            one = printed_by_id.get(id)
            if one is None:
                yield _problem(id, "a passage names it, but it is not printed")
            else:
                yield from _in_sentence(one, passage["text"], words, start, evidence)
    for id in sorted(printed_by_id.keys() - placed):
        yield _problem(id, "it stands in no passage")


def _in_sentence(
    one: Mapping[str, Any], text: str, words: str, start: int, evidence: Evidence
) -> Iterator[Problem]:
    """`words` is `text` without white space."""
    if not text[start:].startswith(one["text"] + one["mark"]):
        yield _problem(one["id"], f"its passage has ‘{text[start : start + 20]}’ there")
    node = evidence.document.ids.get(f"p-{one['id']}")
    if node is None:
        return  # told by check_printed
    block = node.block()
    if _unheaded(block, {words: 1}) != words:
        yield _problem(one["id"], f"on page {node.page} it stands in another sentence")
        return
    before = _before(node, block)
    if before is not None and len(before.removeprefix(BOX_HEAD)) != len(squeezed(text[:start])):
        yield _problem(one["id"], f"on page {node.page} it stands elsewhere in its sentence")


def _before(node: Node, block: Node) -> str | None:
    """The text of a block before one of its elements, None when it cannot be told."""
    wanted = [id(content) for content in node.own()]
    if not wanted:
        return None
    text = ""
    for content in block.own():
        if id(content) == wanted[0]:
            return text
        text += squeezed(content.text)
    return None


def prose_blocks(root: Node) -> Iterator[Node]:
    """The blocks with text of the parts that the secretariat writes, without those in tables."""
    for part in root.kids:
        if isinstance(part, Node) and is_prose(part):
            yield from prose_blocks_of(part)


def prose_blocks_of(part: Node) -> Iterator[Node]:
    """The blocks with text of one part, without those in tables."""
    for node in _outside_cells(part):
        if node.kind in BLOCKS and node.words and node.kind != "Lbl":
            yield node


def is_prose(part: Node) -> bool:
    """Whether a part of the document has its text in the ledger: a chapter or the front matter."""
    heading = next((node for node in part.below() if node.kind == "H1"), None)
    return heading is not None and heading.id.startswith(("h-", "colofon"))


def _outside_cells(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node) and kid.kind not in ("TR", "THead", "TBody"):
            yield from _outside_cells(kid)


def _unheaded(block: Node, known: Mapping[str, int]) -> str:
    """The words of a block, without the head of a box when it is the first of one."""
    bare = block.words.removeprefix(BOX_HEAD)
    return bare if block.words not in known and bare in known and _opens(block) else block.words


def _opens(block: Node) -> bool:
    """Whether a block is the first of a box, which is a division without an id."""
    box = block.parent
    return box is not None and (box.kind, box.id) == ("Div", "") and box.kids[0] is block


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _problem(id: str, what: str) -> Problem:
    return Problem("printed", id, sentence(what))
