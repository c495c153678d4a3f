"""Labels that may not overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jaarbericht.present.spread import spread

labels = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=8)


@given(labels)
def test_labels_keep_their_order_stay_inside_and_do_not_overlap(
    wished: list[tuple[float, float]],
) -> None:
    centres, sizes = [c for c, _ in wished], [s for _, s in wished]
    placed = spread(centres, sizes, 0, 100)
    order = sorted(range(len(wished)), key=lambda n: (centres[n], n))
    for low, high in pairwise(order):
        assert placed[low] + sizes[low] / 2 <= placed[high] - sizes[high] / 2 + 1e-6
    assert min(p - s / 2 for p, s in zip(placed, sizes, strict=True)) >= -1e-6
    assert max(p + s / 2 for p, s in zip(placed, sizes, strict=True)) <= 100 + 1e-6


def test_labels_that_have_room_stay_where_they_wish() -> None:
    assert spread([10, 50, 90], [8, 8, 8], 0, 100) == [10, 50, 90]


def test_touching_labels_share_the_shift() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]
