"""Whom to tell, and how: one [[notify]] of sources.toml. Secrets are named, and looked up only when they are needed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from wpdiff.errors import WatchError
from wpdiff.watch.events import EventKind

ALL = "all"
_ENVIRONMENT = "env:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One target of notices.

    `kind` is mail, webhook, command, atom or apprise; `events` the kinds of events it wants, none for all. `smtp`,
    `url` and `secret` may be `env:NAME`.
    """

    name: str
    kind: str
    events: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    sender: str = ""
    smtp: str = ""
    url: str = ""
    secret: str = field(default="", repr=False)
    command: tuple[str, ...] = ()
    path: str = ""

    @classmethod
    def of(cls, told: Any) -> Target:
        """A [[notify]] as the configuration holds it: an object with these attributes, some of them None."""
        to = getattr(told, "to", None) or ()
        events = tuple(getattr(told, "events", None) or ())
        return cls(
            name=told.name,
            kind=told.kind,
            events=() if ALL in events else events,
            to=(to,) if isinstance(to, str) else tuple(to),
            command=tuple(getattr(told, "command", None) or ()),
            **{name: getattr(told, name, None) or "" for name in ("sender", "smtp", "url", "secret", "path")},
        )

    def wants(self, kind: EventKind) -> bool:
        """Whether it is told of a kind of event."""
        return not self.events or kind.value in self.events


def wanting(targets: Iterable[Target], kind: EventKind) -> tuple[str, ...]:
    """The names of the targets that are told of a kind of event."""
    return tuple(target.name for target in targets if target.wants(kind))


def reveal(value: str) -> str:
    """What `env:NAME` stands for; any other value as it is. Raises WatchError when the variable is not set."""
    if not value.startswith(_ENVIRONMENT):
        return value
    name = value.removeprefix(_ENVIRONMENT)
    if not os.environ.get(name):
        raise WatchError(f"the environment variable {name} is not set", hint=f"sources.toml says env:{name}; set it")
    return os.environ[name]


def hidden(text: str, *secrets: str) -> str:
    """A message without the secrets in it: errors of the network like to quote addresses."""
    for secret in secrets:
        text = text.replace(secret, "…") if len(secret) > 3 else text
    return " ".join(text.split())[:300]
