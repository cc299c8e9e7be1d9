"""What is run over: pairs of editions as files and as one sentence a line, and texts made to be hard."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_SENTENCE = re.compile(r"(?<=。)|\n|(?<=[.!?]) ")
_HARD = 1_000_000  # characters of the hard texts, as many as B has


@dataclass(frozen=True)
class Course:
    """One pair of editions, and the same as plain text and as one sentence a line for those who read no edition."""

    name: str
    old: Path
    new: Path
    folder: Path

    @cached_property
    def characters(self) -> int:
        """Of both editions."""
        return sum(len(path.read_text("utf-8", "replace")) for path in self.plain)

    @cached_property
    def plain(self) -> tuple[Path, Path]:
        """Each edition as one file."""
        return self._made("plain", lambda text: text)

    @cached_property
    def sentences(self) -> tuple[Path, Path]:
        """Each edition as one sentence a line."""
        return self._made("lines", lambda text: "".join(f"{one}\n" for one in _SENTENCE.split(text) if one.strip()))

    def _made(self, kind: str, form: Callable[[str], str]) -> tuple[Path, Path]:
        made = []
        for side, source in (("old", self.old), ("new", self.new)):
            path = self.folder / f"{self.name}-{side}.{kind}.txt"
            path.write_text(form(_text(source)), "utf-8")
            made.append(path)
        return made[0], made[1]


def _text(source: Path) -> str:
    pages = (
        sorted(path for path in source.rglob("*") if path.suffix in (".txt", ".md")) if source.is_dir() else [source]
    )
    return "\n".join(page.read_text("utf-8", "replace") for page in pages)


def generated(shared: Path, folder: Path, name: str, millions: float, rate: float) -> Course:
    """A pair of gen.py: so many million characters a side, that share of sentences touched."""
    place = folder / name
    sections = max(6, round(600 * millions))
    size = ["--chars", str(round(millions * 1e6)), "--sections", str(sections), "--rate", str(rate), "--seed", "1"]
    subprocess.run([sys.executable, str(shared / "gold/gen.py"), *size, "--out", str(place)], check=True, stdout=-3)
    return Course(name, place / "old.txt", place / "new.txt", folder)


def edited_page(shared: Path, folder: Path) -> Course:
    """The seed page, and the same with a figure raised, a sentence dropped and one put in."""
    page = next(path for path in sorted((shared / "seed").glob("*.txt")))
    text = page.read_text("utf-8")
    stops = [match.end() for match in re.finditer("。", text)]
    place = stops[len(stops) // 3]
    dropped = text[:place] + text[stops[len(stops) // 3 + 1] :]
    changed = (
        re.sub("[2-8](?=隻)", lambda found: str(int(found[0]) + 1), dropped, count=1) + "\n新たな訓練を実施した。\n"
    )
    new = folder / "page-new.txt"
    new.write_text(changed, "utf-8")
    return Course("page", page, new, folder)


def hard_courses(ordinary: Course, folder: Path) -> list[Course]:
    """Texts made to be hard, of about as many characters as the ordinary pair of generated ones."""
    old, new = _text(ordinary.old), _text(ordinary.new)
    pairs = {
        "identical": ("同じ文である。\n" * 10_000, "同じ文である。\n" * 9_990),
        "one sentence": (_endless(old), _endless(new)),
        "shuffled": (old, _shuffled(new)),
        "rewritten": (old, _rewritten(new)),
    }
    made = []
    for name, texts in pairs.items():
        paths = [folder / f"{name}-{side}.txt" for side in ("old", "new")]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        made.append(Course(name, paths[0], paths[1], folder))
    return made


def _endless(text: str) -> str:
    """One sentence without a stop or a line end."""
    return re.sub(r"[。\n.!?]", "、", text)[:_HARD]


def _shuffled(text: str) -> str:
    """All sections in another order, under other titles."""
    parts = [part.partition("\n") for part in re.split(r"\n\n(?=第?[0-9IVX（(][^\n。]{1,60}\n)", text)]
    random.Random(1).shuffle(parts)  # noqa: S311  the same order every time, no secret
    return "\n\n".join(
        f"{title.split(' ')[0]} 改めた題名その{number}\n{rest}"
        for number, (title, _, rest) in enumerate(parts, start=1)
    )


def _rewritten(text: str) -> str:
    """Every kanji and katakana another: no sentence is like any of the other edition."""
    letters = sorted({letter for letter in text if "ァ" <= letter <= "ヺ" or "一" <= letter <= "鿿"})
    turned = letters[:]
    random.Random(3).shuffle(turned)  # noqa: S311  the same letters every time, no secret
    shift = str.maketrans(dict(zip(letters, turned, strict=True)))
    return text.translate(shift)
