"""A page that browsers take long to open is written all the same, and the command says how to make a smaller one."""

import pytest

from wpdiff.cli import delivery
from wpdiff.report import RenderOptions
from wpdiff.walk import compare
from wpdiff.workspace import find_edition, find_workspace


@pytest.mark.parametrize(("largest", "told"), [(10_000_000, False), (1_000, True)])
def test_a_large_page_is_said_to_be_large(tmp_path, monkeypatch, capsys, largest, told):
    for name in ("old", "new"):
        (tmp_path / f"{name}.txt").write_text(f"1 Harbour\n\nThe {name} quay is open.\n", encoding="utf-8")
    workspace = find_workspace(tmp_path)
    comparison = compare(*(find_edition(str(tmp_path / f"{name}.txt"), workspace) for name in ("old", "new")))
    monkeypatch.setattr(delivery, "LARGE_PAGE", largest)
    targets = delivery.targets_of([str(tmp_path / "report.html")], None)
    delivery.deliver(comparison, targets, RenderOptions(language="en"), name="old--new")
    assert (tmp_path / "report.html").stat().st_size > 1_000
    assert ("--section PATH" in capsys.readouterr().err) is told
