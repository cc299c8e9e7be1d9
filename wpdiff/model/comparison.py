"""What changed between two editions: changes with edit scripts and findings, ranked, with evidence."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from wpdiff.model.alignment import Rejected
from wpdiff.model.document import Uncompared
from wpdiff.model.edition import Edition
from wpdiff.model.review import Review
from wpdiff.model.source import Anchor, ReadingWarning


class ChangeKind(StrEnum):
    """The kind of a change, by precedence."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    CHANGED = "changed"
    MOVED = "moved"


class Significance(StrEnum):
    """How much a change matters to a reader of the substance, highest first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    EDITORIAL = "editorial"

    @property
    def rank(self) -> int:
        """0 for high … 3 for editorial."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Significance)}


class Op(StrEnum):
    """One step of an edit script."""

    KEEP = "keep"
    INSERT = "insert"
    DELETE = "delete"


class Side(StrEnum):
    """Which edition."""

    OLD = "old"
    NEW = "new"


class Edit(Struct, frozen=True, kw_only=True, gc=False):
    """A step of an edit script. keep+delete joined is the old text, keep+insert the new one, to the character."""

    op: Op
    text: str


class Evidence(Struct, frozen=True, kw_only=True, gc=False):
    """The printed words that caused a finding: rule, side, statement index, cue and its span in that text."""

    rule: str
    side: Side
    statement: int
    cue: str
    start: int
    end: int
    says: str = ""


class Finding(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that happened in a change: a category id, the event's status, whether it is gone, its evidence."""

    category: str
    status: str
    gone: bool = False
    significance: Significance
    evidence: tuple[Evidence, ...] = ()


class Excerpt(Struct, frozen=True, kw_only=True, gc=False):
    """One side of a change as printed: text, statement kind, path of printed headings, anchor."""

    text: str
    kind: str
    path: tuple[str, ...]
    anchor: Anchor


class Move(Struct, frozen=True, kw_only=True, gc=False):
    """Where a moved statement stood and stands: section ids of the old and the new edition."""

    origin: str
    destination: str


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """A pair that differs by more than what is silent; `review` is what an analyst said of it."""

    id: str
    kind: ChangeKind
    significance: Significance
    section: str
    at_old: tuple[int, ...]
    at_new: tuple[int, ...]
    old: tuple[Excerpt, ...]
    new: tuple[Excerpt, ...]
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    categories: tuple[str, ...]
    move: Move | None = None
    score: int | None = None
    rejected: tuple[Rejected, ...] = ()
    muted: str = ""
    review: Review | None = None


class GroupType(StrEnum):
    """What makes several changes one."""

    RENAME = "rename"
    ROLL_FORWARD = "roll_forward"
    EVENT = "event"
    FORMULA = "formula"


class Group(Struct, frozen=True, kw_only=True, gc=False):
    """Findings that are one thing said in many places.

    A formula that stayed is in no change: `at` are the statements that keep it, old and new.
    """

    type: GroupType
    old: str
    new: str
    significance: Significance
    changes: tuple[str, ...]
    at: tuple[tuple[int, int], ...] = ()


class NameChange(Struct, frozen=True, kw_only=True, gc=False):
    """A name that only one edition prints: how often, where first (statement, offset), and what it is short for."""

    name: str
    side: Side
    count: int
    statement: int
    start: int
    gloss: str = ""


class UnreadChange(Struct, frozen=True, kw_only=True, gc=False):
    """A picture or linked document that is not compared, and of which one edition has other bytes, or none."""

    old: Uncompared | None = None
    new: Uncompared | None = None

    @property
    def status(self) -> str:
        """replaced, added or removed."""
        return "added" if self.old is None else "removed" if self.new is None else "replaced"


class SectionChange(Struct, frozen=True, kw_only=True, gc=False):
    """A pair of sections, by their ids (None where it has no counterpart), with counts of changes by kind.

    `counts` covers what stands in the section itself, not below it; keys are change kinds, `editorial` and
    `unchanged`.
    """

    id: str
    old: str | None
    new: str | None
    moved: bool = False
    counts: tuple[tuple[str, int], ...] = ()


class Summary(Struct, frozen=True, kw_only=True):
    """Counts over the whole comparison, each a tuple of (name, number) in a fixed order."""

    statements: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    categories: tuple[tuple[str, int], ...] = ()
    significance: tuple[tuple[str, int], ...] = ()


class CategoryLabel(Struct, frozen=True, kw_only=True):
    """A category of a workspace's own, with the words for it in both languages."""

    name: str
    ja: str
    en: str


class Comparison(Struct, frozen=True, kw_only=True):
    """The whole answer. Everything that is shown is made from this; `unchanged` pairs include the silent ones.

    `ranking` holds the ids of the changes of substance, the most important first; `unread` the pictures and documents
    that were replaced, added or removed, and that nobody has compared; `labels` the words of a workspace's own
    categories; `names` what only one edition names.
    """

    old: Edition
    new: Edition
    sections: tuple[SectionChange, ...]
    unchanged: tuple[tuple[int, int], ...]
    changes: tuple[Change, ...]
    summary: Summary
    groups: tuple[Group, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    settings: tuple[tuple[str, str], ...] = field(default=())
    generator: str = ""
    ranking: tuple[str, ...] = ()
    unread: tuple[UnreadChange, ...] = ()
    names: tuple[NameChange, ...] = ()
    labels: tuple[CategoryLabel, ...] = ()
