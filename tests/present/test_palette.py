"""The colours, reckoned out: contrast, grey and three kinds of colour blindness."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from jaarbericht.present import palette

# Full dichromacy on linear RGB: Machado, Oliveira and Fernandes (2009), severity 1.
_SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour: str) -> np.ndarray:
    """Linear RGB of a colour."""
    v = np.array(palette.rgb(colour))
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* under D65 of linear RGB."""
    t = _TO_XYZ @ np.clip(rgb, 0, 1) / (_TO_XYZ @ np.ones(3))
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("colour", [*palette.SERIES, palette.MUTED, palette.SOFT, palette.INK])
def test_graphic_colours_contrast_three_to_one_with_white(colour: str) -> None:
    assert palette.contrast(colour) >= 3


@pytest.mark.parametrize("colour", [*palette.SERIES, palette.MUTED])
def test_text_in_and_on_a_series_colour_is_legible(colour: str) -> None:
    assert palette.contrast(palette.text_colour(colour)) >= 4.5
    assert palette.contrast(palette.text_on(colour), colour) >= 4.5
    tint = palette.tint(colour)
    assert palette.contrast(palette.text_on(tint), tint) >= 4.5


@pytest.mark.parametrize("sight", _SIGHT)
def test_series_stay_apart_in_every_kind_of_sight(sight: str) -> None:
    seen = [lab(_SIGHT[sight] @ linear(c)) for c in palette.SERIES]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= 15


def test_series_stay_apart_in_grey() -> None:
    lightness = sorted(lab(linear(c))[0] for c in palette.SERIES)
    assert min(np.diff(lightness)) >= 4
    assert lightness[-1] - lightness[0] >= 35


@pytest.mark.parametrize("sight", _SIGHT)
def test_the_accent_stands_out_from_the_muted_colour(sight: str) -> None:
    accent, muted = (lab(_SIGHT[sight] @ linear(c)) for c in (palette.BRICK, palette.MUTED))
    assert np.linalg.norm(accent - muted) >= 15


def test_highlighted_labels_get_accents_and_the_rest_is_muted() -> None:
    chosen = palette.colours(("a", "b", "c"), ("b",))
    assert chosen == {"a": palette.MUTED, "b": palette.BRICK, "c": palette.MUTED}
    assert palette.colours(("a", "b"), ()) == {"a": palette.PETROL, "b": palette.BRICK}
