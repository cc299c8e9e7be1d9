"""EUC-JP and ISO-2022-JP as browsers read them: with NEC's and IBM's signs (①, ㈱, 髙), which Python's codecs lack."""

from __future__ import annotations

import re

# Signs that Python maps as the standard's names say, and browsers, and CP932, as everybody types them.
_AS_BROWSERS = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
_PAIR = re.compile(rb"\x8f[\xa1-\xfe][\xa1-\xfe]|\x8e[\xa1-\xdf]|[\xa1-\xfe][\xa1-\xfe]|[\x00-\x7f]+|.", re.DOTALL)
_SEGMENT = re.compile(rb"\x1b(\([BJI]|\$[@B]|\$\(D)")


def decode_euc_jp(raw: bytes) -> str:
    r"""EUC-JP to text. Raises UnicodeDecodeError where it is not.

    >>> decode_euc_jp(b"\xad\xa1\xb9\xf1")
    '①国'
    """
    try:
        return raw.decode("euc_jp").translate(_AS_BROWSERS)
    except UnicodeDecodeError:
        return "".join(_euc_sign(found[0]) for found in _PAIR.finditer(raw))


def _euc_sign(sign: bytes) -> str:
    if len(sign) == 2 and sign[0] >= 0xA1:
        return _jis(sign[0] - 0x80, sign[1] - 0x80)
    return sign.decode("euc_jp")


def _jis(row: int, cell: int) -> str:
    """A sign of JIS X 0208 with the rows that NEC and IBM added, by way of CP932, which has them all."""
    if not 0x21 <= row <= 0x7E or not 0x21 <= cell <= 0x7E:
        raise UnicodeDecodeError("jis", bytes((row & 0xFF, cell & 0xFF)), 0, 2, "no sign of JIS X 0208")
    first = (row + 1) // 2 + (0x70 if row < 0x5F else 0xB0)
    second = cell + (0x1F if cell < 0x60 else 0x20) if row % 2 else cell + 0x7E
    return bytes((first, second)).decode("cp932")


def decode_iso2022_jp(raw: bytes) -> str:
    r"""ISO-2022-JP to text, half-width katakana included. Raises UnicodeDecodeError where it is not.

    >>> decode_iso2022_jp(b"\x1b$B9q\x1b(I1\x1b(B.")
    '国ｱ.'
    """
    try:
        return raw.decode("iso2022_jp").translate(_AS_BROWSERS)
    except UnicodeDecodeError:
        return _by_segments(raw)


def _by_segments(raw: bytes) -> str:
    parts = _SEGMENT.split(raw)
    texts = [parts[0].decode("ascii")]
    for escape, segment in zip(parts[1::2], parts[2::2], strict=True):
        texts.append(_segment(escape, segment))
    return "".join(texts)


def _segment(escape: bytes, segment: bytes) -> str:
    if escape == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in segment).decode("cp932")
    if escape[:1] == b"(":
        return segment.decode("ascii")
    if escape == b"$(D":
        return (b"\x1b$(D" + segment + b"\x1b(B").decode("iso2022_jp_ext")
    out: list[str] = []
    place = 0
    while place < len(segment):
        if segment[place] <= 0x20:  # a line may end without leaving the character set
            out.append(chr(segment[place]))
            place += 1
        else:
            pair = segment[place : place + 2]
            out.append(_jis(pair[0], pair[1] if len(pair) == 2 else 0))
            place += 2
    return "".join(out)
