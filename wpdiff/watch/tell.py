"""Telling, once: what happened, with its comparison and reports, is written down together with the notices due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from wpdiff.archive import Archive, Manifest
from wpdiff.report.labels_notices import notice_word
from wpdiff.watch.events import COMMITS, Event, EventKind
from wpdiff.watch.notices import Sender, Target, dump_notice, render_notice
from wpdiff.watch.notices.target import wanting
from wpdiff.watch.publish import publish
from wpdiff.watch.reports import Compare, Made, compare_as_told, compare_edition
from wpdiff.watch.state import State
from wpdiff.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Writes down what happened. `deliver` (in `watch.deliver`) sends what is then due.

    `compare`, `formats` (of the reports), `language` (of notices and reports) and `reports_address` (where the reports
    are published) are, unless told, what wpdiff.toml says.
    """

    workspace: Workspace
    archive: Archive
    state: State
    targets: Sequence[Target] = ()
    compare: Compare | None = None
    formats: Sequence[str] = ()
    language: str = ""
    reports_address: str = ""
    sender: Sender = field(default_factory=Sender)

    def tell(self, event: Event, *, manifest: Manifest | None = None) -> bool:
        """Write down an event, once, with the notices due to all who want to hear of it.

        With `manifest`, the archived state that it tells of, it is compared with what was before and reports are
        written first; then event, notices and "this state was told" are one transaction. False when it was told before.
        """
        if self.state.event(event.id) is not None:
            return self.state.commit_event(event, (), manifest=manifest)
        made = self._compared(event, manifest)
        event = replace(
            event,
            predecessor=made.predecessor or event.predecessor,
            comparison=made.saved,
            reports=made.files,
            says=made.why or event.says,
        )
        notice = render_notice(
            event, made.comparison, sender=self.sender, language=self._language, links=self._links(event)
        )
        return self.state.commit_event(event, wanting(self.targets, event.kind), dump_notice(notice), manifest=manifest)

    def catch_up(self, *, at: str) -> tuple[Event, ...]:
        """Tell of archived states that a killed run put into the archive and did not get to tell of."""
        events = tuple((event_of(one, at=at), one) for one in self.state.untold(self.archive.manifests()))
        for event, manifest in events:
            self.tell(event, manifest=manifest)
        return tuple(event for event, _ in events)

    def publish(self) -> tuple[str, ...]:
        """Bring the feeds of the series and the list of reports and editions up to date; what was left, and why."""
        return publish(self.workspace, self.archive, self.state)

    def _compared(self, event: Event, manifest: Manifest | None) -> Made:
        if manifest is None or event.kind not in COMMITS:
            return Made()
        return compare_edition(
            self.archive,
            self.workspace,
            manifest,
            compare=self.compare or compare_as_told(self.workspace),
            formats=self.formats,
            language=self._language,
        )

    @property
    def _language(self) -> str:
        return self.language or str(self.workspace.settings.get("lang", ""))

    def _links(self, event: Event) -> tuple[tuple[str, str], ...]:
        language = self._language or ("ja" if event.language == "ja" else "en")
        return tuple((notice_word("report", language), self._place_of(name)) for name in event.reports)

    def _place_of(self, name: str) -> str:
        """Where a reader finds a report: its address where reports are published, else its path."""
        path = self.workspace.root / name
        folder = self.workspace.reports.resolve()
        address = self.reports_address or str(self.workspace.settings.get("reports_address", ""))
        if not address or not path.resolve().is_relative_to(folder):
            return str(path)
        return f"{address.rstrip('/')}/{quote(path.resolve().relative_to(folder).as_posix())}"


def event_of(manifest: Manifest, *, at: str) -> Event:
    """The event that an archived state is told as."""
    return Event(
        kind=EventKind(manifest.cause),
        source=manifest.source,
        series=manifest.series,
        edition=manifest.edition,
        revision=manifest.revision,
        content=manifest.content,
        at=at,
        title=manifest.title,
        language=manifest.language,
        address=manifest.address,
    )
