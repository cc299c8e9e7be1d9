"""What every Word document of ours consists of: a zip of XML parts with styles, a head, page numbers. No clock."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from wpdiff.report.assets import asset
from wpdiff.report.printable import show_controls

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier one
_FONTS = {"ja": ("Times New Roman", "Yu Mincho"), "en": ("Calibri", "Yu Gothic")}
_SIGNS = re.compile(r"[&<>\"]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BREAKS = re.compile(r"([\t\n])")
_A4 = (11906, 16838)  # twentieths of a point
_PARTS = {
    "document": ("word/document.xml", "document.main"),
    "styles": ("word/styles.xml", "styles"),
    "header": ("word/header1.xml", "header"),
    "footer": ("word/footer1.xml", "footer"),
    "comments": ("word/comments.xml", "comments"),
}


def escaped(text: str) -> str:
    """Printed text as XML holds it; what XML cannot hold, or would turn the text, is shown by its number."""
    return _SIGNS.sub(lambda found: _ENTITIES[found[0]], show_controls(text, "<{}>".format))


def run(text: str, *, dress: str = "", deleted: bool = False) -> str:
    """Words in one dress; tabs and line breaks as Word has them."""
    name = "delText" if deleted else "t"
    pieces = "".join(_inner(escaped(text), name))
    return f"<w:r>{f'<w:rPr>{dress}</w:rPr>' if dress else ''}{pieces}</w:r>" if pieces else ""


def _inner(text: str, name: str) -> Iterator[str]:
    for piece in _BREAKS.split(text):
        if piece == "\t":
            yield "<w:tab/>"
        elif piece == "\n":
            yield "<w:br/>"
        elif piece:
            yield f'<w:{name} xml:space="preserve">{piece}</w:{name}>'


def document(body: str, *, title: str, language: str, date: str, comments: str = "", wide: bool = False) -> bytes:
    """The file: the same parts are the same bytes."""
    latin, asian = _FONTS[language]
    names = f'xmlns:w="{WORDS}" xmlns:r="{_OFFICE}"'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    number = f'{field("begin")}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>{field("end")}'
    contents = {
        "document": f"<w:document {names}><w:body>{body}{_page(wide=wide)}</w:body></w:document>",
        "styles": asset("word_styles.xml").replace("{latin}", latin).replace("{asian}", asian),
        "header": f'<w:hdr {names}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{run(title)}</w:p></w:hdr>',
        "footer": f'<w:ftr {names}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{number}</w:p></w:ftr>',
        **({"comments": f"<w:comments {names}>{comments}</w:comments>"} if comments else {}),
    }
    parts = {_PARTS[name][0]: text for name, text in contents.items()}
    parts["docProps/core.xml"] = _core(title, date)
    return _zipped({"[Content_Types].xml": _types(contents), **_relations(contents), **parts})


def _page(*, wide: bool) -> str:
    """A4, upright or across, with our head and foot."""
    width, height = reversed(_A4) if wide else _A4
    turned = ' w:orient="landscape"' if wide else ""
    margins = " ".join(f'w:{side}="1134"' for side in ("top", "right", "bottom", "left"))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same bytes on every system
            file.writestr(entry, (_HEAD + text).encode("utf-8", "replace"))
    return out.getvalue()


def _types(contents: dict[str, str]) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    told = "".join(
        f'<Override PartName="/{_PARTS[name][0]}" ContentType="{kind}.{_PARTS[name][1]}+xml"/>' for name in contents
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(contents: dict[str, str]) -> dict[str, str]:
    relations = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    relation = '<Relationship Id="{0}" Type="{1}" Target="{2}"/>'.format
    within = "".join(
        relation(name, f"{_OFFICE}/{name}", _PARTS[name][0].removeprefix("word/"))
        for name in contents
        if name != "document"
    )
    core = relation("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    whole = relation("document", f"{_OFFICE}/officeDocument", "word/document.xml")
    return {
        "_rels/.rels": relations.format(whole + core),
        "word/_rels/document.xml.rels": relations.format(within),
    }


def _core(title: str, date: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>wpdiff</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created></cp:coreProperties>'
    )


def styled(style: str, mark: str = "") -> str:
    """A paragraph's properties: its style, and what became of its end."""
    told = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:pPr>{told}</w:pPr>" if told else ""
