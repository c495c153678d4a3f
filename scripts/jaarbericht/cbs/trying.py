"""Asking again: when, how often and after how long. Does not know what is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential_jitter,
)
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry

from jaarbericht.cbs.errors import CbsError, HostBusy
from jaarbericht.cbs.limits import Patience

T = TypeVar("T")


class Passing(Exception):
    """A failure that may be gone the next time. `after`: seconds that the host asks to wait."""

    def __init__(self, failure: CbsError, after: float = 0) -> None:
        super().__init__(failure.what)
        self.failure, self.after = failure, after


def asked_to_wait(header: str | None) -> float:
    """Seconds in a Retry-After, which may be a date; 0 when there is none or it is neither."""
    try:
        return max(0.0, Retry().parse_retry_after(header)) if header else 0.0
    except (InvalidHeader, ValueError, OverflowError):
        return 0.0


def again(
    ask: Callable[[], T],
    patience: Patience,
    left: float,
    pause: Callable[[float], None],
    note: Callable[[str], None],
) -> T:
    """What `ask` gives; asked again, after a `pause`, as long as it raises Passing.

    Raises the failure in the last Passing after `patience.tries`, or when the next try would begin
    later than `left` seconds from now.
    """
    grow = wait_exponential_jitter(
        multiplier=patience.pause, max=patience.longest, jitter=patience.pause
    )

    def wait(state: RetryCallState) -> float:
        return max(_passing(state).after, 0) + grow(state)

    def tell(state: RetryCallState) -> None:
        note(f"{_passing(state)} Asking again in {state.upcoming_sleep:.0f} s.")

    retrying = Retrying(
        retry=retry_if_exception_type(Passing),
        stop=stop_after_attempt(patience.tries) | stop_before_delay(left),
        wait=wait,
        sleep=pause,
        before_sleep=tell,
        reraise=True,
    )
    try:
        return retrying(ask)
    except Passing as last:
        raise _final(last, left) from last


def _passing(state: RetryCallState) -> Passing:
    error = state.outcome.exception() if state.outcome else None
    assert isinstance(error, Passing)  # nothing else is tried again
    return error


def _final(last: Passing, left: float) -> CbsError:
    if last.after <= left:
        return last.failure
    return HostBusy(
        f"{last.failure.what} It asks to wait {last.after:.0f} seconds.",
        where=last.failure.where,
        why="That is longer than a download may take; asking sooner would be impolite.",
        todo="Give the command again when that time has passed. The archive is as it was.",
    )
