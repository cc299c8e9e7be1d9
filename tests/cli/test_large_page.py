"""A large HTML report is written as an index and a folder of parts: whole or not at all, nobody else's file touched."""

import errno

import pytest

from wpdiff.cli import delivery, parts
from wpdiff.errors import WpdiffError
from wpdiff.report import RenderOptions
from wpdiff.walk import compare
from wpdiff.workspace import find_edition, find_workspace

LOW, HIGH = 50_000, 10_000_000


@pytest.fixture(scope="module")
def comparison(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editions")
    for name in ("old", "new"):
        text = "".join(f"{at} Harbour {at}\n\nThe {name} quay number {at} is open.\n\n" for at in range(1, 40))
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    workspace = find_workspace(folder)
    return compare(*(find_edition(str(folder / f"{name}.txt"), workspace) for name in ("old", "new")))


def written(comparison, path, most):
    targets = delivery.targets_of([str(path)], None)
    return delivery.deliver(comparison, targets, RenderOptions(language="en", split=most), name="old--new")


def contents(folder):
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_large_report_is_an_index_and_parts_and_the_command_says_so(comparison, tmp_path, capsys):
    assert written(comparison, tmp_path / "report.html", LOW) == [tmp_path / "report.html"]
    assert f"its {len(contents(tmp_path)) - 1} parts in report.parts/" in capsys.readouterr().err
    assert sorted(contents(tmp_path))[:3] == ["report.html", "report.parts/part-01.html", "report.parts/part-02.html"]


def test_older_parts_give_way_to_new_ones_and_to_none(comparison, tmp_path):
    written(comparison, tmp_path / "report.html", 1)
    many = contents(tmp_path)
    written(comparison, tmp_path / "report.html", LOW)
    assert 2 < len(contents(tmp_path)) < len(many)
    written(comparison, tmp_path / "report.html", HIGH)
    assert list(contents(tmp_path)) == ["report.html"]


def test_a_folder_with_anything_that_is_not_ours_is_left_as_it_is(comparison, tmp_path):
    written(comparison, tmp_path / "report.html", LOW)
    (tmp_path / "report.parts" / "part-notes.html").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(WpdiffError, match="did not make"):
        written(comparison, tmp_path / "report.html", 1)
    assert contents(tmp_path) == before
    written(comparison, tmp_path / "report.html", HIGH)
    assert set(contents(tmp_path)) == set(before)


def test_when_the_index_cannot_be_written_the_older_report_is_whole(comparison, tmp_path, monkeypatch):
    written(comparison, tmp_path / "report.html", LOW)
    before = contents(tmp_path)
    real = parts.write_file

    def full(path, content):
        if path.name == "report.html":
            raise WpdiffError("the disk is full") from OSError(errno.ENOSPC, "")
        real(path, content)

    monkeypatch.setattr(parts, "write_file", full)
    with pytest.raises(WpdiffError, match="disk is full"):
        written(comparison, tmp_path / "report.html", 1)
    assert contents(tmp_path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["report.html", "report.parts"]


def test_standard_output_takes_one_page_and_that_is_said(comparison, capsys):
    delivery.show(comparison, "html", RenderOptions(language="en", split=LOW))
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "needs a file" in told.err
    assert told.out.count("<article") == len(comparison.changes)


def test_compare_and_report_part_the_page_where_they_are_asked_to(tmp_path, wpdiff):
    for name in ("old", "new"):
        (tmp_path / f"{name}.txt").write_text(f"1 Harbour\n\nThe {name} quay is open.\n", encoding="utf-8")
    assert wpdiff("compare", "old.txt", "new.txt", "-o", "a.html", "-o", "a.json", "--split", "0.001").returncode == 0
    assert wpdiff("report", "a.json", "-o", "b.html", "--split", "0.001").returncode == 0
    assert wpdiff("report", "a.json", "-o", "c.html", "--split", "0").returncode == 0
    made = {one.name for one in tmp_path.rglob("*.html")}
    assert made == {"a.html", "b.html", "c.html", "part-01.html"}
    assert (tmp_path / "a.parts").is_dir()
    assert (tmp_path / "b.parts").is_dir()
