"""Make what the README shows again: its example output, the sample report and its picture.

`python benchmarks/refresh_readme.py` after a change that readers see. The picture needs a Chromium and playwright.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "reports" / "sample"
EXAMPLE = re.compile(r"(<!-- example: wpdiff (.+?) -->\n```text\n).*?(```)", re.DOTALL)


def wpdiff(*arguments: str) -> str:
    """What the command prints, in the repository, 100 columns wide."""
    done = subprocess.run(
        [sys.executable, "-m", "wpdiff", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "100"},
        check=True,
    )
    return done.stdout


def refresh_examples() -> None:
    """Put the real output below every example command of the README."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    text = EXAMPLE.sub(lambda found: found[1] + wpdiff(*shlex.split(found[2])) + found[3], text)
    readme.write_text(text, encoding="utf-8")


def refresh_sample() -> None:
    """Compare the Japanese samples again and take the report's picture."""
    from playwright.sync_api import sync_playwright

    report = SAMPLE / "defence-ja.html"
    wpdiff("compare", "defence-ja", "-q", "-o", str(report))
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1180, "height": 1180})
        page.goto(report.as_uri())
        page.screenshot(path=SAMPLE / "report.png")
        chromium.close()


if __name__ == "__main__":
    SAMPLE.mkdir(parents=True, exist_ok=True)
    refresh_examples()
    refresh_sample()
