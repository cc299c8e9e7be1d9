"""What all tests may ask for."""

import faulthandler
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("wpdiff", deadline=None)  # no time is asserted: a busy machine is not a defect
settings.load_profile("wpdiff")

HANGS = 300  # seconds after which a test hangs: what is quadratic on hostile text takes hours
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference documents beside the repository; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the reference documents (../shared) are not on this machine")
    return SHARED


@pytest.fixture
def ends() -> Iterator[None]:
    """A watchdog for tests of hostile text: one that hangs is ended, with where it hung. No time is asserted."""
    faulthandler.dump_traceback_later(HANGS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()
