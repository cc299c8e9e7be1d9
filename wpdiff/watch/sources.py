"""sources.toml as values that hold: every key checked, times as times, patterns compiled, secrets still named only.

Pydantic tells all mistakes at once; `read_sources.py` puts them in words with their lines.
"""

from __future__ import annotations

import difflib
import os
import re
from datetime import timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from wpdiff.errors import WatchError
from wpdiff.watch.durations import read_duration
from wpdiff.watch.events import EventKind

YEAR_GROUPS = ("year", "reiwa", "heisei")
_ENVIRONMENT = "env:"
_UNSAFE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]|\A[._\s]|[.\s]\Z')
_LONGEST_NAME = 80
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}\Z")
_ADDRESS_PARTS = ("http", "https")


def _duration(value: object) -> timedelta:
    if not isinstance(value, str):
        raise ValueError('a time is written in quotes, as in "24h"')
    return read_duration(value)


def _pattern(value: object) -> re.Pattern[str]:
    if not isinstance(value, str) or not value:
        raise ValueError("a regular expression in quotes")
    try:
        return re.compile(value)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}; write it in single quotes, as in '20\\d\\d'") from error


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        known = parts.scheme in _ADDRESS_PARTS and bool(parts.hostname) and (parts.port or True)
    except ValueError:
        known = False
    if not known:
        raise ValueError(f'"{value}" is no web address: it begins with https:// or http://')
    if parts.password or parts.username:
        raise ValueError("a name or password does not belong into this file; write env:NAME and set NAME outside")
    return value


def _secret_address(value: str) -> str:
    """An address that may be a secret: kept in the environment, or without a password."""
    if value.startswith(_ENVIRONMENT):
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", value.removeprefix(_ENVIRONMENT)):
            raise ValueError(f'"{value}": after env: stands the name of an environment variable')
        return value
    if re.match(r"[a-z0-9+.-]+://[^/\s]*:[^/\s]*@", value, re.IGNORECASE):
        raise ValueError("a password does not belong into this file; write env:NAME and set NAME outside")
    return value


def _selector(value: str) -> str:
    import soupsieve

    try:
        soupsieve.compile(value)
    except Exception as error:  # soupsieve has errors of its own, and others for what it cannot read at all
        raise ValueError(f'"{value}" is no CSS selector: {str(error).splitlines()[0]}') from error
    return value


def _folder_name(value: str) -> str:
    if not value or len(value) > _LONGEST_NAME or _UNSAFE_NAME.search(value):
        raise ValueError(
            f'"{value}" is a folder below editions/: a plain name without / \\ : * ? " < > | and no dot first'
        )
    return value


def _identifier(value: str) -> str:
    if not _IDENTIFIER.match(value):
        raise ValueError(f'"{value}": letters, digits, - and _, at most 60')
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:]+\](?::\d{1,5})?", value):
        raise ValueError(f'"{value}" is no host: write the name alone, as in "www.example.go.jp"')
    return value.lower()


def _event_kind(value: str) -> str:
    known = ("all", *(kind.value for kind in EventKind))
    if value in known:
        return value
    near = difflib.get_close_matches(value, known, n=1)
    told = f"; did you mean {near[0]}?" if near else f"; known: {', '.join(known)}"
    raise ValueError(f'"{value}" is no kind of event{told}')


def _encoding(value: str) -> str:
    import webencodings

    if webencodings.lookup(value) is None and value.lower() not in ("cp932", "cp1252"):
        raise ValueError(f'"{value}" is no encoding; "utf-8", "cp932", "euc-jp" …')
    return value


EventName = Annotated[str, AfterValidator(_event_kind)]
Encoding = Annotated[str, AfterValidator(_encoding)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
SecretAddress = Annotated[str, AfterValidator(_secret_address)]
Selector = Annotated[str, AfterValidator(_selector)]
FolderName = Annotated[str, AfterValidator(_folder_name)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Host = Annotated[str, AfterValidator(_host)]


class _Strict(BaseModel):
    """A table that knows its keys: one that nobody reads is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Defaults(_Strict):
    """[defaults]: what holds for all sources."""

    contact: str = Field(min_length=3)
    min_delay: Duration = timedelta(seconds=2)
    settle: Duration = timedelta(hours=24)
    recheck: Duration = timedelta(days=7)
    recheck_for: Duration = timedelta(days=400)
    removed_after: Duration = timedelta(days=14)
    errors_before_notice: int = Field(default=3, ge=1, le=1000, strict=True)
    allow_private: bool = Field(default=False, strict=True)

    @model_validator(mode="after")
    def _polite(self) -> Defaults:
        if self.min_delay < timedelta(seconds=1) and not self.allow_private:
            raise ValueError(
                "min_delay: less than 1s between two pages is asked of your own hosts only (allow_private)"
            )
        return self


class Heartbeat(_Strict):
    """[heartbeat]: an address that hears of every finished run."""

    url: SecretAddress


class Notify(_Strict):
    """[[notify]]: one target of notices."""

    name: Identifier
    events: tuple[EventName, ...] = ("all",)
    kind: Literal["atom", "command", "mail", "webhook", "apprise"]
    path: str | None = None
    command: tuple[str, ...] | None = None
    to: str | tuple[str, ...] | None = None
    sender: str | None = Field(default=None, alias="from")
    smtp: SecretAddress | None = None
    url: SecretAddress | None = None
    secret: SecretAddress | None = None

    @model_validator(mode="after")
    def _whole(self) -> Notify:
        needed = {"atom": "path", "command": "command", "mail": "to", "webhook": "url", "apprise": "url"}[self.kind]
        allowed = {needed, *{"mail": ("sender", "smtp"), "webhook": ("secret",)}.get(self.kind, ())}
        if not getattr(self, needed):
            raise ValueError(f'kind = "{self.kind}" needs {needed}')
        for name in ("path", "command", "to", "sender", "smtp", "url", "secret"):
            if name not in allowed and getattr(self, name) is not None:
                raise ValueError(f'kind = "{self.kind}" does not take {"from" if name == "sender" else name}')
        if self.kind == "mail" and not (self.smtp and self.sender):
            raise ValueError('kind = "mail" needs from, and smtp = "smtp://host:25" or "env:NAME"')
        return self


class EditionRule(_Strict):
    """How an edition is known on an index page."""

    link: Selector | None = None
    pattern: Pattern | None = None
    url: Pattern | None = None
    heading: Pattern | None = None

    @model_validator(mode="after")
    def _tells_a_year(self) -> EditionRule:
        rules = [rule for rule in (self.pattern, self.url, self.heading) if rule is not None]
        if not any(set(rule.groupindex) & set(YEAR_GROUPS) for rule in rules):
            raise ValueError(
                "one of pattern, url and heading must tell the year by a group: (?P<year>20\\d\\d), reiwa, heisei"
            )
        return self


class PagesRule(_Strict):
    """How the pages of an edition are found, and when they are all there."""

    contents: str | None = None
    link: Pattern | None = None
    order: Literal["contents", "name", "next-link"] = "contents"
    min: int = Field(default=1, ge=1, strict=True)
    max: int = Field(default=2000, ge=1, le=20_000, strict=True)
    require: str | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> PagesRule:
        if self.min > self.max:
            raise ValueError(f"min = {self.min} is more than max = {self.max}")
        if self.text is not None and "{name}" not in self.text:
            raise ValueError('text is an address with {name} in it, as in "text/{name}.txt"')
        return self


class Source(_Strict):
    """[[source]]: one publication in one language, and where its editions appear."""

    id: Identifier
    series: FolderName
    title: str = ""
    language: Literal["ja", "en"] | None = None
    index: tuple[WebAddress, ...] = Field(min_length=1)
    hosts: tuple[Host, ...] = ()
    section: str | None = None
    edition: EditionRule
    pages: PagesRule = PagesRule()
    encoding: tuple[Encoding, ...] = ()
    content: Selector | None = None
    ignore: tuple[Selector, ...] = ()
    forbid_text: tuple[str, ...] = ()
    errata: Pattern | None = None
    pair_of: str | None = None
    announce_limit: Duration = timedelta(days=120)

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: Any) -> Any:
        """One address may be written without brackets."""
        if isinstance(data, dict):
            several = ("index", "hosts", "encoding", "ignore", "forbid_text")
            return {key: [value] if key in several and isinstance(value, str) else value for key, value in data.items()}
        return data

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """The hosts that pages may come from: those named, and those of the index addresses."""
        return frozenset((*self.hosts, *(urlsplit(address).netloc.lower() for address in self.index)))


class Sources(_Strict):
    """All of sources.toml."""

    defaults: Defaults
    heartbeat: Heartbeat | None = None
    notify: tuple[Notify, ...] = ()
    source: tuple[Source, ...] = ()


def reveal(value: str) -> str:
    """What an `env:NAME` stands for; any other value as it is. Raises WatchError when the variable is not set."""
    if not value.startswith(_ENVIRONMENT):
        return value
    name = value.removeprefix(_ENVIRONMENT)
    found = os.environ.get(name, "")
    if not found:
        raise WatchError(f"the environment variable {name} is not set", hint=f"sources.toml says env:{name}; set it")
    return found
