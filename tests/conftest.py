"""What all tests may ask for."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference documents beside the repository; a test that needs it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the reference documents (../shared) are not on this machine")
    return SHARED
