"""Small invented editions for the alignment tests."""

from wpdiff.model.edition import Edition, Section, Statement, StatementKind


def edition(*sections: tuple[str, list[str]], numbers: bool = True) -> Edition:
    """An edition of flat sections, each a title and its sentences; the title "" stands for the root."""
    made = [Section(id="s-root", parent=None, number="", heading="", level=0)]
    statements: list[Statement] = []
    for place, (title, sentences) in enumerate(sections, start=1):
        index = 0
        if title:
            index = len(made)
            number = str(place) if numbers else ""
            made.append(
                Section(
                    id=f"s-{title}",
                    parent=0,
                    number=number,
                    heading=title,
                    level=1,
                    heading_statement=len(statements),
                )
            )
            statements.append(Statement(kind=StatementKind.HEADING, text=title, key=title, section=index))
        statements += [
            Statement(kind=StatementKind.SENTENCE, text=one, key=one, section=index, block=place) for one in sentences
        ]
    return Edition(
        series="test",
        name="",
        title="",
        language="ja",
        published="",
        pages=(),
        sections=tuple(made),
        statements=tuple(statements),
    )
