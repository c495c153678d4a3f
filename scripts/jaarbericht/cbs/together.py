"""The same work for several things at a time. Blind to what the work is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
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
