"""How a room does many like things, or one thing beside others: here, or as whoever calls the room arranges it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Run(Protocol):
    """Does one piece of work for every item and returns the results in the items' order.

    The work must give the same whatever was done before it, so that it does not matter who does it, or when.
    """

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """The result of `work` for every item."""


def in_turn(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """One after another.

    >>> in_turn(len, ["a", "bc"])
    [1, 2]
    """
    return [work(item) for item in items]


class Begin(Protocol):
    """Begins a piece of work whose result is asked for later, and returns what gives that result.

    The work must not depend on what is done meanwhile, nor change anything.
    """

    def __call__(self, work: Callable[[], Result]) -> Callable[[], Result]:
        """What gives the result of `work`, waiting for it where it is still being done."""


def when_asked(work: Callable[[], Result]) -> Callable[[], Result]:
    """Nothing is begun before its result is asked for.

    >>> when_asked(lambda: 1 + 1)()
    2
    """
    return work
