"""Bytes to text: the byte order mark, then what the page declares, then what its signs say; nothing silently lost."""

from __future__ import annotations

import codecs
import re
from itertools import islice

from msgspec import Struct

from wpdiff.ingest.damage import find_damage
from wpdiff.ingest.japanese import decode_euc_jp, decode_iso2022_jp
from wpdiff.ingest.likely import likelihood
from wpdiff.model.source import ReadingWarning
from wpdiff.text.patterns import lazy_pattern

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_\-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096  # bytes in which a declaration is looked for
_SAMPLE = 4000  # bytes in which zero bytes are counted
_WHATWG = {"shift_jis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp", "windows-1252": "cp1252"}
_CANDIDATES = ("utf-8", "cp932", "euc_jp", "cp1252", "utf-16-le", "utf-16-be")  # of two that are as likely, the first
# A label is believed, and so is valid UTF-8 of more than a few signs, unless another reading is much likelier.
_DECLARED_BONUS = 0.35
_FOREIGN_BONUS = 1.0  # a label that no Japanese or English page bears by mistake
_VALID_BONUS = 0.3  # for a text that is valid UTF-8 at all: of EUC-JP one sign in ten is
_UTF8_BONUS = 0.15  # for each sequence of several bytes that is valid, up to …
_MOST_UTF8 = 6
_EDITION_BONUS = 0.3  # the encoding of the edition's other pages
_SHIFTED_BONUS = 1.0  # where all of a text is such katakana
_LIKELY = 0.2  # from which a reading is taken for language
_SURE = 0.5  # from which, and so far ahead of the next one, nobody else needs to be asked
_AHEAD = 0.3
# The first sign is one of few, so that a large text is passed over quickly.
_MOJIBAKE = lazy_pattern(
    r"[\ufffd縺繧繝Ãâ](?:(?<=\ufffd)|(?<=[縺繧繝])[\u0080-\uffff]|(?<=Ã)[\u0080-\u017f\u02c6-\u2122]|(?<=â)€[\u0080-\u2122])"
)
_DAMAGED = ("\ufffd", "縺", "繧", "繝", "Ã", "â€")  # no damage without one of these
_HIGH = re.compile(rb"[\x80-\xff]")
_ESCAPE = re.compile(rb"\x1b[$(][@A-J]")
_SHIFTED = re.compile(rb"(?:\x8e[\xa1-\xdf]){3,}")  # half-width katakana in EUC-JP; in CP932 kanji all of one row
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_CONTROLS = tuple(map(chr, (*range(9), *range(14, 32), 127)))  # \x0b and \x0c are white space: a form feed parts pages
_CONTROL = lazy_pattern(f"[{''.join(_CONTROLS)}]")


class Decoded(Struct, frozen=True, kw_only=True):
    """A page's text, the encoding it was read as, and what its reader must know.

    `sure` is False where another encoding was about as likely, so that the edition's other pages may decide.
    """

    text: str
    encoding: str
    warnings: tuple[ReadingWarning, ...] = ()
    sure: bool = True


class _Candidate(Struct, frozen=True):
    encoding: str
    text: str
    likely: float


def decode(raw: bytes, *, page: str, markup: bool, usual: str = "") -> Decoded:
    """Decode one page. `markup` tells that a declaration may stand in its head (HTML, XML).

    A declared label is read by the WHATWG map (shift_jis is cp932), strictly, and believed unless another reading is
    much likelier; where there is none, the likeliest reading is taken and named in a warning. `usual` is the encoding
    of most other pages of the edition, which decides where a page is too short to tell.

    >>> decode("条約".encode("cp932"), page="a.txt", markup=False).encoding
    'cp932'
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(raw.decode(encoding, "replace").removeprefix("\ufeff"), encoding, page)
    declared = _declared(raw) if markup else ""
    wide = _by_zero_bytes(raw) if raw else ""
    if wide:
        return _named(raw.decode(wide, "replace"), wide, declared, page)
    high = _HIGH.search(raw)
    if high is None:
        if _ESCAPE.search(raw) and (text := _read(raw, "iso2022_jp")) is not None:
            return _named(text, "iso2022_jp", declared, page)
        return _checked(raw.decode("ascii"), declared if declared not in ("", "iso2022_jp") else "utf-8", page)
    utf8 = _read(raw, "utf-8")
    if utf8 is not None and declared in ("", "utf-8") and _shows_utf8(raw, high.start()):
        return _checked(utf8, "utf-8", page)  # nearly always, and quick
    best, sure = _likeliest(raw, declared, usual)
    return _named(best.text, best.encoding, declared, page, sure=sure)


def _shows_utf8(raw: bytes, start: int) -> bool:
    """Whether valid UTF-8 holds so many sequences of several bytes, close together or at all, that it is no chance."""
    if len(_MULTIBYTE.findall(raw, start, start + _HEAD)) > 1:
        return True
    return sum(1 for _ in islice(_MULTIBYTE.finditer(raw, start), _MOST_UTF8 + 1)) > _MOST_UTF8


def _declared(raw: bytes) -> str:
    """The Python name of the declared encoding by the WHATWG map, "" when there is none."""
    import webencodings

    found = _DECLARED.search(raw[:_HEAD])
    if found is None:
        return ""
    known = webencodings.lookup((found[1] or found[2]).decode("ascii"))
    if known is None or known.name in ("replacement", "x-user-defined") or known.name.startswith("utf-16"):
        return ""  # a page that could declare UTF-16 in ASCII is not UTF-16
    return _WHATWG.get(known.name, known.codec_info.name)


def _by_zero_bytes(raw: bytes) -> str:
    """UTF-16 without a mark, by the zero bytes of its spaces, digits, line ends and tags; "" when it is not.

    Bytes that are whole UTF-8 with characters beyond ASCII are no UTF-16: a stray zero byte stands in the text.
    """
    sample = raw[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 40 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return ""
    if not raw.isascii() and _read(raw, "utf-8") is not None:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _read(raw: bytes, encoding: str) -> str | None:
    """The text, None where the bytes are not of this encoding. JIS characters are those that browsers know."""
    try:
        if encoding == "euc_jp":
            return decode_euc_jp(raw)
        if encoding == "iso2022_jp":
            return decode_iso2022_jp(raw)
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _likeliest(raw: bytes, declared: str, usual: str) -> tuple[_Candidate, bool]:
    """The reading that is most like language, and whether no other one is about as likely."""
    first = _HIGH.search(raw)
    sample = raw[first.start() if first else 0 :][:_HEAD]
    names = dict.fromkeys((declared, *_CANDIDATES))
    read = [(name, text) for name in names if name and (text := _read(raw, name)) is not None]
    candidates = [_weighed(sample, name, text, declared, usual) for name, text in read]
    candidates.sort(key=lambda one: -one.likely)
    if candidates and candidates[0].likely >= _LIKELY:
        ahead = len(candidates) < 2 or candidates[0].likely - candidates[1].likely >= _AHEAD
        return candidates[0], ahead and candidates[0].likely >= _SURE
    plain = next((one for one in candidates if one.encoding == "utf-8"), None)
    if plain is not None and declared in ("", "utf-8"):
        return plain, False
    damaged = [_weighed(sample, name, _damaged(raw, name), declared, usual) for name in names if name]
    best = max(damaged, key=lambda one: one.likely)
    if best.likely >= _LIKELY:
        return best, False
    if candidates and declared == candidates[0].encoding:
        return candidates[0], False
    return _detect(raw), False


def _weighed(sample: bytes, name: str, text: str, declared: str, usual: str) -> _Candidate:
    likely = likelihood(text)
    if name == declared:
        likely += _DECLARED_BONUS if name in _CANDIDATES else _FOREIGN_BONUS
    if name == usual:
        likely += _EDITION_BONUS
    if name == "utf-8" and "\ufffd" not in text:
        likely += _VALID_BONUS + _UTF8_BONUS * min(_MOST_UTF8, len(_MULTIBYTE.findall(sample)))
    if name == "euc_jp":
        likely += _SHIFTED_BONUS * sum(map(len, _SHIFTED.findall(sample))) / max(1, len(_HIGH.findall(sample)))
    return _Candidate(name, text, likely)


def _damaged(raw: bytes, name: str) -> str:
    """The text of a page that was cut off or holds signs of a maker's own, these replaced."""
    return raw.decode(name, "replace")


def _detect(raw: bytes) -> _Candidate:
    """The detector's word, for languages that the candidates do not cover."""
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:1_000_000]).best()
    encoding = best.encoding if best is not None else "utf-8"
    text = _read(raw, encoding)
    return _Candidate(encoding, text, 0) if text is not None else _Candidate("utf-8", raw.decode("utf-8", "replace"), 0)


def _named(text: str, encoding: str, declared: str, page: str, *, sure: bool = True) -> Decoded:
    """A reading with a warning that names it where nobody, or something else, was declared."""
    warnings: tuple[ReadingWarning, ...] = ()
    if declared != encoding and (declared or encoding != "utf-8"):
        wrong = f"declared as {declared}, which it is not" if declared else "no usable encoding is declared"
        values = (encoding, declared or "—")
        message = f"{wrong}; read as {encoding}"
        warnings = (ReadingWarning(code="encoding_guessed", message=message, where=page, values=values),)
    return _checked(text.removeprefix("\ufeff"), encoding, page, warnings, sure=sure)


def _checked(
    text: str, encoding: str, page: str, warnings: tuple[ReadingWarning, ...] = (), *, sure: bool = True
) -> Decoded:
    """Say where a text is damaged; take control characters out of harm's way."""
    found = list(_MOJIBAKE.finditer(text)) if any(sign in text for sign in _DAMAGED) else []
    damaged = len(found)
    share = damaged / max(1, len(text))
    if damaged and ("\ufffd" in text or share > 0.0005):
        damage = find_damage(text, found)
        message = "{} damaged characters on {} lines ({} of the text): line {}".format(*damage)
        warnings = (*warnings, ReadingWarning(code="mojibake", message=message, where=page, values=damage.told()))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(sign in text for sign in _CONTROLS):
        text, controls = _CONTROL.subn("\ufffd", text)
        message = f"{controls} control characters are shown as \ufffd"
        shown = (str(controls),)
        warnings = (*warnings, ReadingWarning(code="control_characters", message=message, where=page, values=shown))
    return Decoded(text=text, encoding=encoding, warnings=warnings, sure=sure)
