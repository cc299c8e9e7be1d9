"""Which section and statement answers to which of the other edition: whether two references point to the same."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from wpdiff.model.alignment import Alignment
from wpdiff.model.edition import Edition, Statement, Target, printed_heading


class Counterparts(Struct, frozen=True, kw_only=True):
    """Both editions' sections and statements by what answers to them; what has no counterpart is not in the maps."""

    old: Edition
    new: Edition
    sections: Mapping[int, int]
    new_sections: frozenset[int]
    statements: Mapping[int, tuple[int, ...]]
    new_statements: frozenset[int]

    @classmethod
    def of(cls, alignment: Alignment) -> Counterparts:
        """The counterparts that an alignment found."""
        sections = {one.old: one.new for one in alignment.sections if one.old is not None and one.new is not None}
        statements = {i: pair.new for pair in alignment.pairs if pair.new for i in pair.old}
        return cls(
            old=alignment.old,
            new=alignment.new,
            sections=sections,
            new_sections=frozenset(sections.values()),
            statements=statements,
            new_statements=frozenset(j for paired in statements.values() for j in paired),
        )

    def point_alike(self, old: Target, new: Target) -> bool | None:
        """Whether two references point to what answers to each other; None where an edition lacks the place."""
        if old.section is None or new.section is None:
            return None
        if old.statement is not None and new.statement is not None:
            if old.statement in self.statements:
                return new.statement in self.statements[old.statement]
            if new.statement in self.new_statements:
                return False
            alike = self._answer(old.section, new.section) and old.rest == new.rest
            return True if alike else None  # both are without a counterpart: one may stand in for the other
        if not self._answer(old.section, new.section):
            return False
        return True if old.rest == new.rest else None

    def _answer(self, old: int, new: int) -> bool:
        """Whether two sections are a pair, or both have none and are titled alike."""
        if old in self.sections or new in self.new_sections:
            return self.sections.get(old) == new
        heading = self.old.sections[old].heading
        return bool(heading) and heading == self.new.sections[new].heading

    def is_replaced(self, old: Target, new: Target) -> bool:
        """Whether what one points to went and what the other points to came, so that one may stand in for the other."""
        return old.section not in self.sections and new.section not in self.new_sections

    def redirected(self, old: Statement, new: Statement) -> list[tuple[Target, Target]]:
        """The references of two statements of one key that are printed alike and point to something else."""
        if not old.targets or len(old.targets) != len(new.targets) or old.key != new.key:
            return []
        return [
            (first, second)
            for first, second in zip(old.targets, new.targets, strict=True)
            if self.point_alike(first, second) is False and not self.is_replaced(first, second)
        ]

    def says(self, target: Target, *, of_old: bool) -> str:
        """What a reference points to: the headings above it and its own, and what of it is meant."""
        edition = self.old if of_old else self.new
        if target.section is None:
            return ""
        section = edition.sections[target.section]
        path = " › ".join(edition.path(target.section)) or printed_heading(section)
        return f"{path} {target.rest}" if target.rest and target.rest not in target.number else path
