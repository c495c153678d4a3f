"""The typeface, measured and required."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jaarbericht.present import style


def test_widths_grow_with_text_size_and_weight() -> None:
    assert style.text_width("12", 10) < style.text_width("123", 10)
    assert style.text_width("123", 20) == pytest.approx(2 * style.text_width("123", 10))
    assert style.text_width("abc", 10) < style.text_width("abc", 10, style.SEMIBOLD)


def test_wrapping_keeps_all_words_and_the_width_where_it_can() -> None:
    text = "Verhuur en overige zakelijke diensten"
    lines = style.wrapped(text, 80).split("\n")
    assert " ".join(lines) == text
    assert all(style.text_width(line) <= 80 for line in lines)
    assert style.wrapped("Arbeidsongeschiktheidsverzekeraars", 20).count("\n") == 0


def test_text_layers_do_not_need_the_drawing_library() -> None:
    modules = "dutch, words, alt, tables, csvfiles, sources, notes"
    code = (
        f"import sys; from jaarbericht.present import {modules}; print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_drawing_does_not_need_pyplot() -> None:
    code = "import sys; import jaarbericht.present.draw; print('matplotlib.pyplot' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
