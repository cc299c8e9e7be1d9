"""What the doorbell keeps in the state beside editions and notices: hosts, listing pages as last seen, small marks."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from datetime import datetime, timedelta
from typing import Any

from wpdiff.watch.answer import Answer, Validators
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.rows import Validator
from wpdiff.watch.state import State

FULL_AGAIN = timedelta(days=30)  # after which a page is fetched whole, whatever its server says of it


class Memory:
    """The state of one workspace, as the doorbell uses it."""

    def __init__(self, state: State) -> None:
        self.state = state

    def host(self, name: str) -> dict[str, Any]:
        """What was kept of a host; {} when nothing was."""
        return self.mark(f"host:{name}")

    def keep_host(self, name: str, notes: dict[str, Any]) -> None:
        """Keep what is known of a host."""
        self.put_mark(f"host:{name}", notes)

    def mark(self, name: str) -> dict[str, Any]:
        """Something small that was kept by name; {} when it was not, or cannot be read."""
        try:
            kept = json.loads(self.state.value(name) or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def put_mark(self, name: str, values: dict[str, Any]) -> None:
        """Keep something small by name."""
        self.state.put_value(name, json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else "")

    def validators(self, source: str, address: str, now: datetime) -> Validators | None:
        """What to ask with, if we hold the bytes that it is about and they were fetched whole not long ago."""
        known = self.state.validator(source, address)
        if known is None or not (known.etag or known.last_modified):
            return None
        if now - moment(known.full) >= FULL_AGAIN or self._body(source, address, known) is None:
            return None
        return Validators(etag=known.etag, last_modified=known.last_modified)

    def kept(self, source: str, address: str) -> Answer | None:
        """A listing page as it was last seen."""
        known = self.state.validator(source, address)
        found = self._body(source, address, known) if known else None
        if known is None or found is None:
            return None
        body, headers, final = found
        return Answer(address=address, final=final, status=200, body=body, headers=headers)

    def keep(self, source: str, answer: Answer, now: datetime) -> None:
        """Keep a listing page that was fetched whole."""
        told = answer.validators
        known = Validator(
            source=source,
            address=answer.address,
            etag=told.etag,
            last_modified=told.last_modified,
            sha256=hashlib.sha256(answer.body).hexdigest(),
            checked=stamp(now),
            full=stamp(now),
        )
        body = base64.b64encode(zlib.compress(answer.body)).decode("ascii")
        headers = {"content-type": answer.headers.get("content-type", ""), "content-length": str(len(answer.body))}
        with self.state.transaction():
            self.state.put_validator(known)
            self.put_mark(_name(source, answer.address), {"body": body, "headers": headers, "final": answer.final})

    def _body(self, source: str, address: str, known: Validator) -> tuple[bytes, dict[str, str], str] | None:
        """The bytes that a validator is about, if we still hold just these."""
        kept = self.mark(_name(source, address))
        try:
            body = zlib.decompress(base64.b64decode(kept["body"], validate=True))
            headers, final = dict(kept["headers"]), str(kept["final"])
        except (KeyError, ValueError, TypeError, zlib.error):
            return None
        return (body, headers, final) if hashlib.sha256(body).hexdigest() == known.sha256 else None


def _name(source: str, address: str) -> str:
    return f"page:{source}:{address}"
