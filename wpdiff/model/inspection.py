"""What a reader of one edition asks of the reader before: what was understood, and what it was unsure of."""

from __future__ import annotations

from msgspec import Struct

from wpdiff.model.edition import Edition
from wpdiff.model.profile import ProfileChoice


class Doubt(Struct, frozen=True, kw_only=True):
    """One thing that a reader may have to put right, with its place.

    `code` is stable (note_without_mark, date_unresolved …); `statement` and `section` are indices of the edition, None
    where the doubt is about more than one place; `text` is what is printed there, `values` what the doubt is about.
    """

    code: str
    statement: int | None = None
    section: int | None = None
    text: str = ""
    page: str = ""
    values: tuple[str, ...] = ()


class Inspection(Struct, frozen=True, kw_only=True):
    """An edition with how it came to be read so: its profile and why, all doubts, and why statements are set aside.

    `aside` holds (statement, reason) for every statement that is boilerplate, in print order; the reasons are
    navigation, contents, header, footer, repeated, pattern and running.
    """

    edition: Edition
    choice: ProfileChoice
    doubts: tuple[Doubt, ...] = ()
    aside: tuple[tuple[int, str], ...] = ()
