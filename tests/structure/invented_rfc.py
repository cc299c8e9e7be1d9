"""An invented standard in the forms in which RFCs are published: text with pages, <pre>, and HTML, old and new."""

from __future__ import annotations

import html
import re

# (depth, number, title, paragraphs)
SECTIONS: list[tuple[int, str, str, tuple[str, ...]]] = [
    (1, "", "Abstract", ("The Harbour Lamp Protocol is a stateless protocol for lamps that stand in harbours.",)),
    (1, "", "Status of This Memo", ("This is an Internet Standards Track document.",)),
    (1, "", "Copyright Notice", ("Copyright (c) 2031 the persons identified as the document authors.",)),
    (
        1,
        "1.",
        "Introduction",
        ("A lamp is typically kept by a keeper, who lights it when the night falls and says when it was lit.",),
    ),
    (
        2,
        "1.1.",
        "Conformance",
        (
            "A keeper that does not light a lamp is not conforming, as is said in Section 3 and in Appendix A.1.",
            "The words of Section 3.1 of [RFC9120] apply to keepers as well, whatever the harbour says of them there.",
        ),
    ),
    (2, "1.2.", "Notation", ("The notation of lamps is the one that all harbours share since lamps were first lit.",)),
    (
        3,
        "1.2.1.",
        "Delta Lamps",
        ("The rule for delta lamps gives a number of lamps that is never below zero at all.",),
    ),
    (
        1,
        "2.",
        "Overview of Keeping",
        (
            "A keeper stores a lamp when it is lit, and a long sentence goes on over the end of a page without a stop,"
            " so that the foot of the page stands in the middle of it.",
        ),
    ),
    (1, "3.", "Security Considerations", ("Lamps may be stolen by persons who have no lamp of their own at home.",)),
    (1, "4.", "References", ()),
    (2, "4.1.", "Normative References", ('Watcher, B., "Words for Harbours", March 2027, says which words are used.',)),
    (1, "Appendix A.", "Changes from RFC 9990", ("The green lamp was removed since nobody could see it in the fog.",)),
    (2, "A.1.", "Removed Lamps", ("Lamps that were green in the former document are not lamps in this one any more.",)),
    (1, "", "Index", ()),
    (1, "", "Authors' Addresses", ("Ada Keeper, Lamp and Company, at the quay of the harbour of Port Norda.",)),
]
_TITLE = "Harbour Lamp Protocol (HLP/1.1): Keeping"
_FOOT = "Keeper & Watcher             Standards Track                    [Page {}]"
_HEAD = "RFC 9998                      HLP/1.1 Keeping                  June 2031"


def text_page(lines_a_page: int = 24) -> str:
    """Plain text: 72 columns, pages with heads and feet and form feeds, a table of contents with leaders."""
    body = [
        "Harbour Engineering Task Force (HETF)                     A. Keeper, Ed.",
        "Request for Comments: 9998                                    Lamp & Co.",
        "Category: Standards Track                                      June 2031",
        "",
        f"{_TITLE:^72}".rstrip(),
        "",
    ]
    for _, number, title, paragraphs in SECTIONS:
        if number == "1.":
            body += [*_contents(), ""]
        body += [f"{number}  {title}" if number else title, ""]
        for paragraph in paragraphs:
            body += [*_wrapped(paragraph), ""]
        if number == "1.":
            body += ["   1.  A lamp that burns is lit.", "", "   2.  A lamp that does not burn is out.", ""]
    return "\n\f\n".join(_printed_pages(body, lines_a_page))


def _contents() -> list[str]:
    lines = ["Table of Contents", ""]
    for depth, number, title, _ in SECTIONS[3:]:
        lines.append(f"{'   ' * depth}{number} {title} ".ljust(66, ".") + " 3")
    return lines


def _wrapped(paragraph: str) -> list[str]:
    lines, line = [], "  "
    for word in paragraph.split():
        if len(line) + 1 + len(word) > 72:
            lines.append(line)
            line = "  "
        line += f" {word}"
    return [*lines, line]


def _printed_pages(body: list[str], length: int) -> list[str]:
    pages = []
    for count, start in enumerate(range(0, len(body), length), start=1):
        head = ["", _HEAD, "", ""] if count > 1 else []
        pages.append("\n".join([*head, *body[start : start + length], "", "", _FOOT.format(count)]))
    return pages


def preformatted_page() -> str:
    """The text in <pre>, a page each, headings in <span class="h2">."""
    pages = []
    for page in text_page().split("\f"):
        marked = re.sub(
            r"(?m)^((?:[0-9]+\.)+|A\.1\.|Appendix A\.)(  )(\S.*)$",
            r'<span class="h2"><a class="selfref" href="#s">\1</a>\2\3</span>',
            html.escape(page.strip("\n")),
        )
        pages.append(f'<pre class="newpage">{marked}\n</pre><!--NewPage-->')
    return f"<html><head><title>RFC 9998</title></head><body>{''.join(pages)}</body></html>"


def older_html_page() -> str:
    """Headings of one line with links in them; the table of contents a list."""
    toc = "".join(f'<li><a href="#s">{n}</a>&nbsp;&nbsp;&nbsp;<a href="#s">{t}</a></li>' for _, n, t, _ in SECTIONS[3:])
    parts = [f"<h1>{_TITLE}</h1>"]
    for depth, number, title, paragraphs in SECTIONS:
        if number == "1.":
            parts.append(f'<h2>Table of Contents</h2><ul class="toc">{toc}</ul>')
        printed = f'<a href="#s">{number}</a>&nbsp;<a href="#t">{title}</a>' if number else f'<a href="#t">{title}</a>'
        parts.append(f"<section><h{depth + 1}>{printed}</h{depth + 1}>{_paragraphs(paragraphs)}</section>")
        if number == "1.":
            parts.append(
                "<ol><li><p>A lamp that burns is lit.</p></li><li><p>A lamp that does not is out.</p></li></ol>"
            )
    return f"<html lang='en'><head><title>RFC 9998</title></head><body>{''.join(parts)}</body></html>"


def newer_html_page() -> str:
    """Nested sections, links for number and title, a pilcrow behind every paragraph, contents in <nav>."""
    toc = "".join(
        f'<li><p><a class="auto internal xref" href="#s">{n}</a>.  {t}</p></li>' for _, n, t, _ in SECTIONS[3:]
    )
    parts, depths = [f'<h1 id="title">{_TITLE}</h1>'], []
    for depth, number, title, paragraphs in SECTIONS:
        if number == "1.":
            contents = f'<h2>Table of Contents</h2><nav class="toc"><ul>{toc}</ul></nav>'
            parts.append(f'<div id="toc"><section>{contents}</section></div>')
        while depths and depths[-1] >= depth:
            parts.append("</section></div>")
            depths.pop()
        depths.append(depth)
        shown = f'<a href="#s" class="section-number selfRef">{number} </a>' if number else ""
        name = f'<a href="#t" class="section-name selfRef">{title}</a>'
        parts.append(f"<div><section><h{depth + 1}>\n{shown}{name}\n</h{depth + 1}>{_paragraphs(paragraphs, '¶')}")
    parts.append("</section></div>" * len(depths))
    return f"<html lang='en'><head><title>RFC 9998</title></head><body>{''.join(parts)}</body></html>"


def _paragraphs(paragraphs: tuple[str, ...], mark: str = "") -> str:
    link = f'<a href="#p" class="pilcrow">{mark}</a>' if mark else ""
    return "".join(f"<p>{html.escape(paragraph)}{link}</p>" for paragraph in paragraphs)
