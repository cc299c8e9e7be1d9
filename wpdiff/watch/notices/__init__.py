"""An event and its comparison in, a notice out: rendered once, kept in the outbox, sent to each target."""

from __future__ import annotations

from wpdiff.watch.notices.notice import Notice, Sender, dump_notice, load_notice
from wpdiff.watch.notices.render import render_notice
from wpdiff.watch.notices.target import Target

__all__ = ["Notice", "Sender", "Target", "dump_notice", "load_notice", "render_notice"]
