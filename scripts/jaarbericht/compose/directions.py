"""Rule: of the words of a direction the first says more, the second less.

The other way round only in a sentence that looks back: what was lower a year before.
"""

from __future__ import annotations

from collections.abc import Iterator

from jaarbericht.audit.verify.words.direction_words import looks_back, reversed_words
from jaarbericht.compose.findings import Finding, Source
from jaarbericht.compose.plain import Plain, calls_at, sentence_around
from jaarbericht.compose.syntax import Parsed

_WORDS = 3


def reversed_directions(source: Source, parsed: Parsed, text: Plain) -> Iterator[Finding]:
    """Directions whose words stand in the wrong order for their sentence."""
    for at, call in calls_at(parsed.parts, text).items():
        if call.name != "richting" or len(call.args) != _WORDS + 1:
            continue
        up, down = (one.text for one in call.args[1:3])
        start, end = sentence_around(text.text, at, at + 1)
        if reversed_words(up, down) and not looks_back(text.text[start:end]):
            yield source.finding(
                call.args[1].offset, f"‘{up}’ would be said of more, ‘{down}’ of less.",
                "Put the word for more first; the sentence may only turn that round when it says"
                " that it looks back, as in ‘een jaar eerder’.",
            )  # fmt: skip
