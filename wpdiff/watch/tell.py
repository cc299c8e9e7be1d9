"""Telling, once: what happened, with its comparison and reports, is written down together with the notices due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from wpdiff.archive import Archive, Manifest
from wpdiff.report.labels_notices import notice_word
from wpdiff.watch.events import Event, EventKind, event_of
from wpdiff.watch.notices import Sender, Target, dump_notice, render_notice
from wpdiff.watch.notices.target import wanting
from wpdiff.watch.pairs import sheet_told
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
        event, kept = self._with_sheet(event, manifest)
        made = self._compared(event, manifest)
        sheet = event.says if event.kind is EventKind.ERRATA else ""
        event = replace(
            event,
            predecessor=made.predecessor or event.predecessor,
            comparison=made.saved,
            reports=made.files,
            says=": ".join(filter(None, (sheet, made.why))) if made.why else event.says,
        )
        links = (*self._links(event), *kept)
        notice = render_notice(event, made.comparison, sender=self.sender, language=self._language, links=links)
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

    def _with_sheet(self, event: Event, manifest: Manifest | None) -> tuple[Event, tuple[tuple[str, str], ...]]:
        """An errata sheet's event with what the archive knows of the sheet, and where our copy of it lies."""
        entry = self.archive.find(event.series, event.edition) if manifest and event.kind is EventKind.ERRATA else None
        found = sheet_told(entry) if entry else None
        if entry is None or found is None:
            return event, ()
        sheet = found[0]
        path = entry.path / "pages" / sheet.name
        link = (notice_word("sheet_kept", self._words_of(event)), str(path))
        return replace(event, address=sheet.address, says=sheet.title or event.says), (link,)

    def _compared(self, event: Event, manifest: Manifest | None) -> Made:
        if manifest is None:
            return Made()
        return compare_edition(
            self.archive,
            self.workspace,
            manifest,
            event,
            compare=self.compare or compare_as_told(self.workspace),
            formats=self.formats,
            language=self._language,
        )

    @property
    def _language(self) -> str:
        return self.language or str(self.workspace.settings.get("lang", ""))

    def _links(self, event: Event) -> tuple[tuple[str, str], ...]:
        return tuple((notice_word("report", self._words_of(event)), self._place_of(name)) for name in event.reports)

    def _words_of(self, event: Event) -> str:
        """The language of what is said of an event."""
        return self._language or ("ja" if event.language == "ja" else "en")

    def _place_of(self, name: str) -> str:
        """Where a reader finds a report: its address where reports are published, else its path."""
        path = self.workspace.root / name
        folder = self.workspace.reports.resolve()
        address = self.reports_address or str(self.workspace.settings.get("reports_address", ""))
        if not address or not path.resolve().is_relative_to(folder):
            return str(path)
        return f"{address.rstrip('/')}/{quote(path.resolve().relative_to(folder).as_posix())}"
