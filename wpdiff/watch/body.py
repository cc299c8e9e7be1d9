"""The bytes of an answer, unpacked by ourselves: capped while they come, and whole or refused.

No client of Python notices a gzip body that was cut where no length was sent; here its end is demanded.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from wpdiff.watch.faults import Fault, FetchFault

_GZIP = zlib.MAX_WBITS | 16
_PIECE = 1 << 16  # unpacked at a time, so that a bomb is noticed before it fills the memory
_MOST_CODINGS = 2
_IDENTITY = ("", "identity")


class Unpacker:
    """One coding of a body (gzip, deflate): pieces in, pieces out, and its end checked."""

    def __init__(self, coding: str) -> None:
        self._coding = "gzip" if coding in ("gzip", "x-gzip") else coding
        if self._coding not in ("gzip", "deflate"):
            raise FetchFault(Fault.BROKEN, f"an encoding that was not asked for: {coding[:40]!r}", plain=True)
        self._engine = self._new()
        self._begun = False

    def _new(self, window: int = 0) -> zlib._Decompress:
        return zlib.decompressobj(window or (_GZIP if self._coding == "gzip" else zlib.MAX_WBITS))

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What a piece unpacks to, little by little."""
        more = True
        while more:
            if self._engine.eof and not self._begin_again(data):
                return
            if data and not self._begun:
                self._begin(data[0])
            try:
                out = self._engine.decompress(data, _PIECE)
            except zlib.error as error:
                raise FetchFault(Fault.BROKEN, f"declared as {self._coding}, which it is not", plain=True) from error
            if out:
                yield out
            data = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
            more = bool(data) or (len(out) == _PIECE and not self._engine.eof)

    def _begin(self, first: int) -> None:
        """Some servers send raw deflate."""
        self._begun = True
        if self._coding == "deflate" and (first & 0x0F != 8 or first >> 4 > 7):
            self._engine = self._new(-zlib.MAX_WBITS)

    def _begin_again(self, data: bytes) -> bool:
        """Some send several gzip members one after the other; what else stands behind the end is padding."""
        if self._coding != "gzip" or not data.startswith(b"\x1f"):
            return False
        self._engine = self._new()
        return True

    def close(self) -> None:
        """Raise FetchFault unless the packed data came to its own end, checksum included."""
        if self._begun and not self._engine.eof:
            raise FetchFault(Fault.CUT, f"the {self._coding} body was cut off")


def unpack(pieces: Iterable[bytes], codings: str, *, most: int) -> bytes:
    """A whole body. Raises FetchFault where it is cut, broken, or larger than `most` bytes when unpacked."""
    names = [name.strip().lower() for name in codings.split(",") if name.strip().lower() not in _IDENTITY]
    if len(names) > _MOST_CODINGS:
        raise FetchFault(Fault.BROKEN, "packed more than twice", plain=True)
    unpackers = [Unpacker(name) for name in reversed(names)]
    whole = bytearray()
    for piece in pieces:
        for out in _through(piece, unpackers):
            whole += out
            if len(whole) > most:
                raise FetchFault(Fault.TOO_LARGE, f"more than {most // (1 << 20) or 1} MB")
    for unpacker in unpackers:
        unpacker.close()
    return bytes(whole)


def _through(piece: bytes, unpackers: list[Unpacker]) -> Iterator[bytes]:
    if not unpackers:
        yield piece
        return
    for out in unpackers[0].feed(piece):
        yield from _through(out, unpackers[1:])
