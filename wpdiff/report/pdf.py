"""The view as PDF: the HTML report as an installed Chromium prints it, tagged and with bookmarks.

Another's program is run here and nowhere else in this room. It gets our page alone: no network, no user's profile.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from wpdiff.errors import ReportError
from wpdiff.report.html import render_html
from wpdiff.report.view import View

_LONGEST = 600  # seconds after which a print that takes long has failed
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_HINT = "install Chromium, Chrome or Edge (or name one in WPDIFF_CHROMIUM), or open the HTML report and print it"
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


def render_pdf(view: View) -> bytes:
    """The printed report. Raises ReportError where there is no Chromium, or it fails."""
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="wpdiff-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page, printed = folder / "report.html", folder / "report.pdf"
        page.write_bytes(render_html(view).encode("utf-8", "replace"))
        command = [
            browser,
            *_OPTIONS,
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ]
        _run([*command[:-1], *_as_root(), command[-1]])
        if not printed.is_file():
            raise ReportError(f"{browser} printed no PDF", hint=_HINT)
        return printed.read_bytes()


def find_browser() -> str:
    """The Chromium to print with. Raises ReportError where there is none."""
    told = os.environ.get("WPDIFF_CHROMIUM")
    if told and not shutil.which(told):
        raise ReportError(f"WPDIFF_CHROMIUM: no program {told}", hint=_HINT)
    found = next((one for one in (told, *_candidates()) if one), None)
    if found is None:
        raise ReportError("a PDF needs a Chromium, and there is none here", hint=_HINT)
    return found


def _candidates() -> Iterator[str | None]:
    yield from map(shutil.which, _NAMES)
    yield from (place for place in _PLACES if Path(place).is_file())
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        places = (Path(os.environ.get(root) or "/nowhere") / place for place in _WINDOWS)
        yield from (str(place) for place in places if place.is_file())


def _as_root() -> tuple[str, ...]:
    """Chromium's sandbox does not work for root, and Chromium will not run without being told so."""
    return ("--no-sandbox",) if sys.platform != "win32" and os.geteuid() == 0 else ()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=_LONGEST, check=True)  # noqa: S603  no word of an edition's
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ReportError(f"{command[0]} failed: {told[-1][:200] if told else error.returncode}", hint=_HINT) from error
    except (subprocess.TimeoutExpired, OSError) as error:
        raise ReportError(f"{command[0]} failed: {type(error).__name__}", hint=_HINT) from error
