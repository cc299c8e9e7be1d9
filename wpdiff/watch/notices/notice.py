"""A notice as it is sent: rendered once, kept with its event, the same whenever it leaves and however often."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from wpdiff.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Which installation sends: people who get mail from several, or from a forgotten one, must be able to tell."""

    host: str = ""
    place: str = ""
    generator: str = f"wpdiff {__version__}"

    @classmethod
    def here(cls, root: Path) -> Sender:
        """The sender that we are: on this machine, from this workspace."""
        return cls(host=socket.gethostname(), place=str(root))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a target gets: subject and text, the same as HTML, and the event with its counts as values for programs.

    `id` is the event's, or a digest's own; a repeated notice has the same. `at` is when the event was noticed.
    """

    id: str
    kind: str
    subject: str
    text: str
    html: str
    language: str = ""
    at: str = ""
    values: dict[str, object]


def dump_notice(notice: Notice) -> str:
    """A notice as the outbox keeps it."""
    return json.dumps(asdict(notice), ensure_ascii=False, separators=(",", ":"))


def load_notice(text: str) -> Notice:
    """A notice as the outbox kept it."""
    values = json.loads(text)
    return Notice(**{field.name: values[field.name] for field in fields(Notice) if field.name in values})
