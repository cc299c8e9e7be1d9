"""Asking a host as it wants to be asked: robots.txt, pauses, Retry-After, a few tries, and limits for a whole run.

One page at a time, so never two connections to a host.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from wpdiff.watch.address import host_of
from wpdiff.watch.answer import Answer, Validators
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.faults import AGAIN_AT_ONCE, Fault, FetchFault
from wpdiff.watch.fetch import HttpFetcher
from wpdiff.watch.robots import Robots, is_fresh, read_robots, robots_address, robots_without
from wpdiff.watch.sources import Sources
from wpdiff.watch.timepiece import Clock

_TRIES = 3
_BACK_OFF = 2.5  # times our own floor before the second try, three times as long before the third
_LIMITED_PAUSE = 60.0  # where a host says "later" without saying when
_LONGEST_WAIT = 600.0  # within a run; a host that wants more is asked in the next run
_LONGEST_NOTED = timedelta(days=31)


class HostNotes(Protocol):
    """What is remembered of hosts from one run to the next."""

    def host(self, name: str) -> dict[str, Any]:
        """What was kept of a host; {} when nothing was."""
        ...

    def keep_host(self, name: str, notes: dict[str, Any]) -> None:
        """Keep it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLimits:
    """What one run may take."""

    pages: int = 5000
    seconds: float = 3 * 3600.0
    bytes: int = 2 << 30


@dataclass(slots=True)
class _Host:
    """What is known of a host in this run."""

    free: float = 0.0  # when it may be asked again, in seconds since the run began
    slow: float = 0.0  # how long it took for its last answer
    robots: Robots | None = None
    stopped: FetchFault | None = None
    waited: float = 0.0


class PoliteFetcher:
    """A Fetcher that waits. Faults come out of it when nothing more is to be done in this run."""

    def __init__(
        self,
        http: HttpFetcher,
        notes: HostNotes,
        clock: Clock,
        *,
        min_delay: timedelta,
        limits: RunLimits | None = None,
    ) -> None:
        self._http = http
        self._notes = notes
        self._clock = clock
        self._delay = min_delay.total_seconds()
        self._limits = limits or RunLimits()
        self._hosts: dict[str, _Host] = {}
        self._left = self._limits
        self._random = random.Random()  # noqa: S311  it spreads requests, it keeps no secret
        self.asked = 0

    def fetch(self, address: str, *, hosts: frozenset[str] | None, validators: Validators | None = None) -> Answer:
        """The page at an address, after as many tries as are decent."""
        plain = False
        for number in range(1, _TRIES + 1):
            try:
                return self._ask(address, hosts, validators, plain=plain)
            except FetchFault as fault:
                if not self._may_try_again(address, fault, number):
                    raise
                plain = plain or fault.plain or fault.fault is Fault.BROKEN
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Let go of all connections."""
        self._http.close()

    def _ask(self, address: str, hosts: frozenset[str] | None, validators: Validators | None, *, plain: bool) -> Answer:
        began = self._clock.passed()
        asked = host_of(address)
        try:
            answer = self._http.fetch(address, hosts=hosts, validators=validators, permit=self._permit, plain=plain)
            asked = host_of(answer.final)
        finally:
            self._rest(asked, began)
        self._left = replace(self._left, bytes=self._left.bytes - len(answer.body))
        return answer

    def _permit(self, address: str) -> None:
        """Wait until an address may be asked for. Raises FetchFault when it may not."""
        name = host_of(address)
        host = self._host(name)
        if host.stopped is not None:
            raise host.stopped
        if host.robots is None:
            host.robots = self._robots_of(address, host)
        if not host.robots.allows(address):
            raise FetchFault(Fault.ROBOTS, f"{name} does not want programs there (robots.txt)", lasting=True)
        self._await(host)

    def _await(self, host: _Host) -> None:
        """Wait for a host's turn, and count the page."""
        wait = host.free - self._clock.passed()
        if self._left.pages <= 0 or self._left.bytes <= 0:
            raise FetchFault(Fault.OUR_LIMIT, "this run has fetched its share; the next one goes on")
        if self._clock.passed() + max(0.0, wait) > self._limits.seconds:
            raise FetchFault(Fault.OUR_LIMIT, "this run has taken its time; the next one goes on")
        self._clock.wait(wait)
        self._left = replace(self._left, pages=self._left.pages - 1)
        self.asked += 1

    def _rest(self, name: str, began: float) -> None:
        """After an answer the host has a pause: our own floor, what it wants, or as long as it took; never less."""
        host = self._hosts.get(name)
        if host is None:
            return
        now = self._clock.passed()
        wanted = host.robots.delay if host.robots else 0.0
        took = now - max(began, host.free)
        pause = max(self._delay, wanted, took if self._delay else 0.0)
        host.free = max(host.free, now + pause * self._random.uniform(1.0, 1.2))

    def _host(self, name: str) -> _Host:
        if name not in self._hosts:
            kept = self._notes.host(name)
            host = _Host()
            now = self._clock.now()
            until = _moment(kept.get("not_before"))
            if until and now < until < now + _LONGEST_NOTED:
                message = f"{name} asked us to come back after {stamp(until)}"
                host.stopped = FetchFault(Fault.LIMITED, message, host_wide=True)
            fetched = _moment(kept.get("robots_fetched"))
            if fetched and is_fresh(fetched, now):
                host.robots = Robots(text=str(kept.get("robots", "")))
            self._hosts[name] = host
        return self._hosts[name]

    def _robots_of(self, address: str, host: _Host) -> Robots:
        """A host's robots.txt, fetched once a day."""
        where = robots_address(address)
        for number in range(1, _TRIES + 1):
            self._await(host)
            began = self._clock.passed()
            try:
                host.robots = robots = read_robots(self._http.fetch(where, hosts=None).body)
            except FetchFault as fault:
                if fault.fault in AGAIN_AT_ONCE and number < _TRIES:
                    self._pause(host, self._back_off(number))
                    continue
                host.robots = robots = self._without(fault, host_of(address), host)
            finally:
                self._rest(host_of(address), began)
            notes = {"robots": robots.text, "robots_fetched": stamp(self._clock.now())}
            self._notes.keep_host(host_of(address), {**self._notes.host(host_of(address)), **notes})
            return robots
        raise AssertionError("the last try returns or raises")

    def _without(self, fault: FetchFault, name: str, host: _Host) -> Robots:
        """What holds for a host without a robots.txt; where that is "not now", it is left alone for this run."""
        try:
            return robots_without(fault)
        except FetchFault as told:
            if told.fault is Fault.LIMITED:
                self._stop(name, host, told, _LIMITED_PAUSE if told.after is None else told.after)
            host.stopped = told
            raise

    def _may_try_again(self, address: str, fault: FetchFault, number: int) -> bool:
        """Whether to ask once more in this run; the host then has its pause."""
        host = self._host(host_of(address))
        if host.stopped is not None:
            return False
        if fault.fault is Fault.LIMITED:
            wait = _LIMITED_PAUSE * 2 ** (number - 1) if fault.after is None else max(1.0, fault.after)
            if number == _TRIES or host.waited + wait > _LONGEST_WAIT:
                self._stop(host_of(address), host, fault, wait)
                return False
            host.waited += wait
            self._pause(host, wait)
            return True
        if fault.fault not in AGAIN_AT_ONCE or number == _TRIES:
            return False
        self._pause(host, max(fault.after or 0.0, self._back_off(number)))
        return True

    def _pause(self, host: _Host, seconds: float) -> None:
        """The whole host is left in peace for a while."""
        host.free = max(host.free, self._clock.passed() + seconds)

    def _back_off(self, number: int) -> float:
        return float(self._delay * _BACK_OFF * 3 ** (number - 1))

    def _stop(self, name: str, host: _Host, fault: FetchFault, wait: float) -> None:
        """A host that wants us later is left alone for this run, and until then in the next ones."""
        until = self._clock.now() + min(timedelta(seconds=wait), _LONGEST_NOTED)
        host.stopped = fault
        self._notes.keep_host(name, {**self._notes.host(name), "not_before": stamp(until)})


def new_fetcher(sources: Sources, notes: HostNotes, clock: Clock) -> PoliteFetcher:
    """The fetcher of one run, with the pauses that sources.toml asks for."""
    defaults = sources.defaults
    http = HttpFetcher(contact=defaults.contact, allow_private=defaults.allow_private)
    return PoliteFetcher(http, notes, clock, min_delay=defaults.min_delay)


def _moment(text: object) -> datetime | None:
    try:
        return moment(text) if isinstance(text, str) and text else None
    except ValueError:
        return None
