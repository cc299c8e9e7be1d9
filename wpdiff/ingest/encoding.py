"""Bytes to text: the byte order mark, then what the page declares, then what a detector says; nothing silently lost."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from wpdiff.ingest.damage import tell_damage
from wpdiff.model.source import ReadingWarning

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
_JAPANESE = ("iso2022_jp", "cp932", "euc_jp")
_KANA = re.compile(r"[ぁ-んァ-ヺ]")
_KANJI = re.compile(r"[一-龠]")
_HALF_KANA = re.compile(r"[ｦ-ﾟ]")
_MOJIBAKE = re.compile(r"\ufffd|[縺繧繝][\u0080-\uffff]|Ã[\u0080-\u017f\u02c6-\u2122]|â€[\u0080-\u2122]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text, the encoding it was read as, and what its reader must know."""

    text: str
    encoding: str
    warnings: tuple[ReadingWarning, ...] = ()


def decode(raw: bytes, *, page: str, markup: bool) -> Decoded:
    """Decode one page. `markup` tells that a declaration may stand in its head (HTML, XML).

    A declared label is read by the WHATWG map (shift_jis is cp932), strictly; where it fails or is absent, UTF-8 is
    tried, then a guess is made and named in a warning.

    >>> decode("条約".encode("cp932"), page="a.txt", markup=False).encoding
    'cp932'
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(raw.decode(encoding, "replace").removeprefix("\ufeff"), encoding, page, ())
    declared = _declared(raw) if markup else ""
    for encoding in filter(None, (declared, "utf-8")):
        text = _strictly(raw, encoding)
        if text is not None and not (encoding == "utf-8" and b"\x1b$" in raw[:100_000]):
            wrong = () if not declared or encoding == declared else (_wrongly_declared(declared, encoding, page),)
            return _checked(text, encoding, page, wrong)
    text, encoding = _guess(raw)
    guessed = ReadingWarning(
        code="encoding_guessed", message=f"no usable encoding is declared; read as {encoding}", where=page
    )
    return _checked(text, encoding, page, (guessed,))


def _declared(raw: bytes) -> str:
    """The Python name of the declared encoding by the WHATWG map, "" when there is none."""
    import webencodings

    found = _DECLARED.search(raw[:_HEAD])
    if found is None:
        return ""
    known = webencodings.lookup((found[1] or found[2]).decode("ascii"))
    if known is None or known.name.startswith("utf-16"):  # a page that could declare UTF-16 in ASCII is not UTF-16
        return ""
    return {"shift_jis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp"}.get(
        known.name, known.codec_info.name
    )


def _wrongly_declared(declared: str, encoding: str, page: str) -> ReadingWarning:
    return ReadingWarning(
        code="encoding_guessed", message=f"declared as {declared}, which it is not; read as {encoding}", where=page
    )


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(raw: bytes) -> tuple[str, str]:
    """The best guess: UTF-16 by its zero bytes, Japanese encodings by their kana, else the detector's word."""
    if raw[:2000].count(b"\0") > len(raw[:2000]) // 5:
        encoding = "utf-16-le" if raw[1:400:2].count(0) >= raw[0:400:2].count(0) else "utf-16-be"
        return raw.decode(encoding, "replace"), encoding
    japanese = [(encoding, text) for encoding in _JAPANESE if (text := _strictly(raw, encoding)) is not None]
    hopeful = [(_japanese_score(text), -place) for place, (_, text) in enumerate(japanese)]
    if hopeful and max(hopeful)[0] > 0:
        encoding, text = japanese[-max(hopeful)[1]]
        return text, encoding
    return _detect(raw)


def _japanese_score(text: str) -> int:
    """Kana speak for a reading, half-width katakana in numbers against it; without kana, kanji must be the rule."""
    kana, kanji = len(_KANA.findall(text)), len(_KANJI.findall(text))
    if not kana and 2 * kanji < len("".join(text.split())):
        return 0
    return 3 * kana + kanji - 6 * len(_HALF_KANA.findall(text))


def _detect(raw: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:1_000_000]).best()
    encoding = best.encoding if best is not None else "utf-8"
    text = _strictly(raw, encoding)
    return (text, encoding) if text is not None else (raw.decode("utf-8", "replace"), "utf-8")


def _checked(text: str, encoding: str, page: str, warnings: tuple[ReadingWarning, ...]) -> Decoded:
    """Say where a text is damaged; take control characters out of harm's way."""
    found = list(_MOJIBAKE.finditer(text))
    damaged = len(found)
    share = damaged / max(1, len(text))
    if damaged and ("\ufffd" in text or share > 0.0005):
        warnings = (*warnings, ReadingWarning(code="mojibake", message=tell_damage(text, found), where=page))
    cleaned = _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _CONTROL.search(text):
        message = f"{len(_CONTROL.findall(text))} control characters are shown as \ufffd"
        warnings = (*warnings, ReadingWarning(code="control_characters", message=message, where=page))
    return Decoded(text=cleaned, encoding=encoding, warnings=warnings)


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")  # \x0b and \x0c are white space: a form feed parts pages
