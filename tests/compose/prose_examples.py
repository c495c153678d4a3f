"""A made-up chapter for the tests of prose: names, values and the shape of chapter.json."""

from __future__ import annotations

from typing import Any

from jaarbericht.compose.findings import Source
from jaarbericht.compose.functions import Names

NAMES = Names(
    "demo",
    numbers=frozenset({"groei", "aantal", "deel", "factor", "plek"}),
    periods=frozenset({"stand"}),
    labels=frozenset({"koploper"}),
    figures=frozenset({"zzp"}),
    tables=frozenset({"omvang"}),
    places=frozenset({"corona"}),
)
COMPLETE = """# Titel

{{ getal('groei') }}, {{ getal('aantal') }}, {{ breuk('deel') }}, {{ keer('factor') }},
{{ rang('plek') }}, {{ periode('stand') }}, {{ label('koploper') }}.

{% call figuur('zzp') %}Een bevinding{% endcall %}

{% call tabel('omvang') %}Nog een bevinding{% endcall %}
"""


def source(text: str) -> Source:
    """A text under the name that messages show."""
    return Source("report/chapters/demo.md", text)


def complete(extra: str) -> Source:
    """A text that uses every name, with some more words at its end."""
    return source(f"{COMPLETE}\n{extra}\n")


def form(**settings: Any) -> dict[str, Any]:
    """A form as chapter.json has it."""
    plain = {"decimals": 0, "scale": 1, "word": "", "symbol": "", "signed": False}
    return plain | settings
