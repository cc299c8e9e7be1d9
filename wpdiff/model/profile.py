"""What is particular to one publication, as a value."""

from __future__ import annotations

from msgspec import Struct


class HeadingRule(Struct, frozen=True, kw_only=True):
    """One row of a heading grammar: what its numbers look like, and how deep it stands (1 is the outermost).

    `number` is a regular expression for the printed number (第3章, (1), A.2), `title` one for what may follow it.
    A rule without `number` names unnumbered headings by their title alone (コラム …, Glossary).
    `strong` shapes are believed by themselves; the others only in their place in a row of numbers.
    `inline` numbers stand before running text (第六条　…): they open a section without a heading line of their own.
    `marked` numbers are believed only where the markup shows a heading (# V1 Architecture).
    `glued` numbers are looked for behind a sentence as well, where pages were joined without a line break.
    `count` is how the number counts: auto (digits, 三, ⅲ, ア, ①), roman or latin (i, a).
    """

    kind: str
    level: int
    number: str = ""
    gap: str = r"[ \t\u3000]*"
    title: str = ".+"
    count: str = "auto"
    strong: bool = False
    inline: bool = False
    marked: bool = False
    glued: bool = False


class Cue(Struct, frozen=True, kw_only=True):
    """Something that tells a publication by: a regular expression, and how much a line that shows it counts.

    A cue at the `top` counts in titles, in what stands around the text (breadcrumbs, running heads) and in the first
    lines only: papers name each other in their text. A cue with a `share` counts only where at least that many of a
    hundred lines show it: a statute that a paper quotes does not make the paper a statute.
    """

    pattern: str
    weight: int = 1
    top: bool = False
    share: int = 0


class CueFound(Struct, frozen=True, kw_only=True):
    """A cue that an edition shows: its pattern and weight, on how many of the lines looked at, and one of them."""

    pattern: str
    weight: int
    lines: int
    example: str


class ProfileChoice(Struct, frozen=True, kw_only=True):
    """Which profile an edition was read with, and why.

    `by` is who named it ("--profile", "WPDIFF_PROFILE", "edition.toml", "series.toml", "wpdiff.toml", "caller"), else
    "pages" where the pages show it, or "language" where they show none. `evidence` and the `scores` of all profiles
    that the pages show at all, the best first, stand beside it whoever named it.
    """

    name: str
    title: str = ""
    by: str = "language"
    evidence: tuple[CueFound, ...] = ()
    scores: tuple[tuple[str, int], ...] = ()


class Profile(Struct, frozen=True, kw_only=True):
    """A publication's habits. All patterns are regular expressions, tried at the beginning of a line.

    `note_bodies` and `items` have a group `number`, `captions` groups `number` and `title`; `reference_lines` say how a
    line that only refers begins, `targets` what a place in the publication is called; `whole` names blocks that are
    one statement whatever stands in them; `years` (groups `year`, or an era's name) tell an edition's year from its
    title. Where `page_notes` is false, as in statutes, only the markup makes a line a note. `page_order` is for those
    who read folders of pages.
    """

    name: str
    title: str = ""
    language: str = ""
    headings: tuple[HeadingRule, ...] = ()
    heading_limit: int = 45
    bare_headings: bool = False
    page_notes: bool = True
    note_bodies: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    reference_lines: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    navigation: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    eras: tuple[tuple[str, int], ...] = ()
    page_order: str = "name"
    detect: tuple[Cue, ...] = ()
