"""How a system is told to run the check: snippets with the user's own paths, to be pasted; nothing is installed."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """Where wpdiff is (a command with its arguments) and which workspace it is to check."""

    program: Sequence[str]
    root: Path


def cron(where: Installed) -> str:
    """A line for crontab -e."""
    command = " ".join(shlex.quote(word) for word in where.program)
    line = f"cd {shlex.quote(str(where.root))} && {command} watch check --quiet".replace("%", r"\%")
    return f"""\
# Paste into: crontab -e
# Twice a day. It says something, and cron mails it, only when a source failed or could not be checked.
# Secrets that sources.toml names as env:NAME go on lines of their own here: NAME=value
MAILTO=you@example.org
17 6,18 * * * {line}
"""


def systemd(where: Installed) -> str:
    """A service and a timer of the user's own."""
    command = " ".join(_systemd_word(word) for word in where.program)
    folder = str(where.root).replace("%", "%%")
    return f"""\
# ~/.config/systemd/user/wpdiff.service
[Unit]
Description=Check white papers for new editions
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command} watch check
# 5: some sources failed, which wpdiff tells by its own notices; 75: another check was still running
SuccessExitStatus=5 75
TimeoutStartSec=4h
# secrets that sources.toml names as env:NAME, one NAME=value a line
EnvironmentFile=-%h/.config/wpdiff/env
NoNewPrivileges=yes
PrivateTmp=yes

# ~/.config/systemd/user/wpdiff.timer
[Unit]
Description=Check white papers twice a day

[Timer]
OnCalendar=*-*-* 06,18:17
RandomizedDelaySec=30m
Persistent=true

[Install]
WantedBy=timers.target

# Then:
#   systemctl --user daemon-reload
#   systemctl --user enable --now wpdiff.timer
#   loginctl enable-linger "$USER"          (so that it runs when you are not logged in)
"""


def actions(where: Installed) -> str:
    """A workflow for a repository that is the workspace."""
    return f"""\
# .github/workflows/wpdiff.yml, in a repository that holds this workspace ({where.root})
# Each run commits editions, reports and its own state: that keeps what settles from one run to the next, and keeps
# the schedule alive, which is switched off after 60 days without a commit. Times are UTC and often late.
name: wpdiff
on:
  schedule:
    - cron: "17 9,21 * * *"
  workflow_dispatch: {{}}
permissions:
  contents: write
concurrency:
  group: wpdiff
  cancel-in-progress: false
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 240
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "wpdiff[watch]"     # or where you have it from
      - run: wpdiff watch check
        env:
          WPDIFF_SMTP: ${{{{ secrets.WPDIFF_SMTP }}}}
      - if: always()
        run: |
          git config user.name wpdiff
          git config user.email wpdiff@users.noreply.github.com
          git add -A editions reports
          git add -f .wpdiff/state.db
          git commit -m "wpdiff watch check" && git push || true
"""


def windows(where: Installed) -> str:
    """A task for the Task Scheduler, by PowerShell."""
    program, *words = where.program
    told = " ".join(f'"{word}"' if " " in word else word for word in [*words, "watch", "check", "--quiet"])
    return f"""\
# Paste into PowerShell. Secrets that sources.toml names as env:NAME:
#   [Environment]::SetEnvironmentVariable('NAME', 'value', 'User')
$action = New-ScheduledTaskAction -Execute {_powershell(program)} -Argument {_powershell(told)} `
  -WorkingDirectory {_powershell(str(where.root))}
$triggers = (New-ScheduledTaskTrigger -Daily -At 6:17am), (New-ScheduledTaskTrigger -Daily -At 6:17pm)
$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew `
  -ExecutionTimeLimit (New-TimeSpan -Hours 4)
Register-ScheduledTask -TaskName wpdiff -Action $action -Trigger $triggers -Settings $settings
"""


SCHEDULES: dict[str, Callable[[Installed], str]] = {
    "cron": cron,
    "systemd": systemd,
    "actions": actions,
    "windows": windows,
}


def _systemd_word(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if set(escaped) & set(" \t\"'\\;") else escaped


def _powershell(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
