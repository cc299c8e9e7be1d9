"""A browser for the tests that need one."""

import os
import shutil

import pytest

REQUIRED = os.environ.get("WPDIFF_REQUIRE_BROWSER") == "1"


def absent(reason):
    """Skip, or fail where a browser is required."""
    if REQUIRED:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright is not installed")
    names = (os.environ.get("WPDIFF_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, (shutil.which(name) for name in names if name)), None)
    if found is None:
        absent("no Chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()
