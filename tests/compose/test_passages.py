"""The words of a text, block by block, with the place of each number."""

from __future__ import annotations

from jaarbericht.compose.passages import Passage, passages


def test_a_number_begins_where_its_text_begins() -> None:
    html = '<p>Er waren  <a id="p-n0007" href="#x">12,3\u00a0procent</a>\nmeer.</p>'
    (one,) = passages("werk", html)
    assert one.text == "Er waren 12,3\u00a0procent meer."
    assert one.printed == (("n0007", 9),)
    assert one.text[9:].startswith("12,3")


def test_a_footnote_is_a_passage_of_its_own_behind_its_block() -> None:
    html = '<p>Een<span class="fn">Noot <span id="p-n0002">2019</span>.</span> zin.</p><p>Nog.</p>'
    assert passages("x", html) == (
        Passage("x", "paragraph", "Een zin."),
        Passage("x", "note", "Noot 2019.", (("n0002", 5),)),
        Passage("x", "paragraph", "Nog."),
    )


def test_captions_sources_and_remarks_are_told_apart_and_tables_left_out() -> None:
    html = (
        '<figure><figcaption><span class="nr">Tabel 1.1</span> <span class="titel">T</span>'
        "</figcaption><table><tr><td><p>9</p></td></tr></table>"
        '<p class="bron">Bron: CBS.</p><p class="noten">Let op.</p></figure>'
    )
    assert [(one.kind, one.text) for one in passages("x", html)] == [
        ("caption", "Tabel 1.1 T"),
        ("source", "Bron: CBS."),
        ("remark", "Let op."),
    ]


def test_entities_are_read_and_blocks_without_words_are_none() -> None:
    assert passages("x", "<p> <br/></p><ul><li>a &amp; b</li></ul>") == (
        Passage("x", "item", "a & b"),
    )
