"""Word's own rules of tracked changes, read from the file: what is left when all are accepted, or all rejected."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CAME, WENT = ("ins", "moveTo"), ("del", "moveFrom")


def part(data: bytes, name: str):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name), etree.XMLParser(huge_tree=True))


def paragraphs(data: bytes, *, accept: bool) -> list[str]:
    """The text of every paragraph. A paragraph whose end came or went flows into the next one."""
    lost = WENT if accept else CAME
    found, text = [], ""
    for paragraph in part(data, "word/document.xml").iter(f"{W}p"):
        text += "".join(_words(paragraph, lost))
        if not any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in lost):
            found.append(text)
            text = ""
    assert not text, "the last paragraph's end cannot come or go"
    return found


def _words(paragraph, lost):
    for run in paragraph.iter(f"{W}r"):
        around = [one.tag.removeprefix(W) for one in run.iterancestors(*(f"{W}{name}" for name in (*CAME, *WENT)))]
        parent = run.getparent().tag.removeprefix(W)
        assert parent == (around or ["p"])[0]
        for word in run:
            name = word.tag.removeprefix(W)
            assert (name == "delText") == (parent == "del" and name in ("t", "delText")), "w:del holds w:delText alone"
            if not set(around) & set(lost):
                yield {"t": word.text, "delText": word.text, "tab": "\t", "br": "\n"}.get(name) or ""


def printed(edition) -> list[str]:
    """An edition's paragraphs as the comparison's JSON holds them: blocks put together again."""
    found: list[str] = []
    last = None
    for one in edition.statements:
        if one.block != last:
            found.append("")
        last = one.block
        found[-1] += one.before + one.text
    return found
