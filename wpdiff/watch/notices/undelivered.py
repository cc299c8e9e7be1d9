"""Why a notice did not arrive, and what that means for trying again."""

from __future__ import annotations


class UndeliveredError(Exception):
    """A notice did not arrive, or nobody knows.

    `for_good`: trying again would not help (refused). `in_doubt`: it may have arrived (the line broke after it left).
    `wait` is how many seconds the other side asks for.
    """

    def __init__(self, message: str, *, for_good: bool = False, in_doubt: bool = False, wait: float = 0) -> None:
        super().__init__(message)
        self.message = message
        self.for_good = for_good
        self.in_doubt = in_doubt
        self.wait = wait
