"""The same work for several things at a time, and for many. Blind to what the work is."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def each(
    work: Callable[[T], R], things: Iterable[T], at_once: int, stop: Callable[[], None]
) -> list[R]:
    """What `work` gives for each thing, in order.

    When one fails, or on Ctrl-C, the others are told to `stop` and the first failure is raised.
    """
    with ThreadPoolExecutor(at_once) as pool:
        pending = [pool.submit(work, one) for one in things]
        try:
            for done in as_completed(pending):
                done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop()
            raise
        return [one.result() for one in pending]


@contextmanager
def many_objects() -> Iterator[None]:
    """Look for rubbish less often: rows are many, and none of them refers to another.

    Python would look after every 700 of them, a third of the time that they take.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
