"""wpdiff rules: the words that name changes, a workspace's own among them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wpdiff.cli.output import say, write_file, write_result
from wpdiff.cli.settings import workspace_of
from wpdiff.errors import RulesError, WpdiffError
from wpdiff.workspace import RULES, Workspace, find_edition, read_own

if TYPE_CHECKING:
    from wpdiff.changes.own_rules import OwnRules
    from wpdiff.changes.try_rules import Tried

_SHOWN = 3  # printed places of each cue that `--in` shows

EXAMPLES = """
\b
Examples:
  wpdiff rules list                          every category, and how many cues it has
  wpdiff rules list treaty_suspended         its words, Japanese and English
  wpdiff rules new                           begin a rules.toml here
  wpdiff rules test                          is rules.toml right, and do its examples hold?
  wpdiff rules test --old "港を訪れる予定である。" --new "港を訪れた。"
  wpdiff rules test --in defence-ja/2025     where your own words stand in an edition
"""


@click.group("rules", epilog=EXAMPLES, no_args_is_help=False, help="The words that name changes, and yours.")
def rules_command() -> None:
    """Run `wpdiff rules`."""


@rules_command.command("list", help="All categories with their cues; the words of those named.")
@click.argument("names", nargs=-1, metavar="[CATEGORY]…")
@click.option("--lang", type=click.Choice(["ja", "en"]), default=None, help="Only the words of this language.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def list_command(context: click.Context, /, names: tuple[str, ...], *, lang: str | None, as_json: bool) -> int:
    """Run `wpdiff rules list`."""
    from wpdiff.changes.list_rules import list_rules
    from wpdiff.report.labels import categories, category_word

    workspace = workspace_of(context.obj or {})
    told = list_rules(_own(workspace), categories(), languages=(lang,) if lang else ("ja", "en"))
    for name in names:
        if name not in {one.category for one in told}:
            raise WpdiffError(f"{name}: no such category", hint="wpdiff rules list")
    told = [one for one in told if not names or one.category in names]
    if as_json:
        write_result(json.dumps([one.as_json() for one in told], ensure_ascii=False, indent=2), format_name="json")
        return 0
    lines: list[str] = []
    for one in told:
        label = one.label or category_word(one.category, "en")
        own = ", yours" if one.own else ""
        lines.append(f"{one.category:26} {one.base:9} {len(one.cues):4} cues{own}  {label}")
        lines += [f"    {cue.language}  {cue.kind:9} {cue.words}" for cue in one.cues] if names else []
    write_result("\n".join(lines))
    return 0


@rules_command.command("test", help="Is rules.toml right? Try its examples, two texts, or an edition.")
@click.argument("file", required=False, metavar="[RULES.toml]")
@click.option("--old", default="", metavar="TEXT", help="What stood there.")
@click.option("--new", default="", metavar="TEXT", help="What stands there now.")
@click.option("--in", "edition", default="", metavar="EDITION", help="Where your own words stand in this edition.")
@click.pass_context
def test_command(context: click.Context, /, file: str | None, *, old: str, new: str, edition: str) -> int:
    """Run `wpdiff rules test`."""
    from wpdiff.changes.try_rules import try_example, try_texts

    workspace = workspace_of(context.obj or {})
    rules = _checked(file, workspace)
    if old or new:
        write_result("\n".join(_told(try_texts(old, new, rules))))
        return 0
    if rules is None:
        raise WpdiffError(f"no {RULES} in {workspace.root}", hint="begin one with: wpdiff rules new")
    if edition:
        return _show_places(rules, edition, workspace)
    failed = 0
    for example in rules.examples:
        for trouble in try_example(example, rules):
            failed += 1
            write_result(f"{rules.place}:{example.line}: {trouble}")
    counts = Counter(cue.category for cue in rules.cues)
    words = ", ".join(f"{name} {count}" for name, count in counts.items()) or "no cues"
    say(f"{rules.place}: right ({words}; {len(rules.examples)} examples, {failed} wrong)")
    if failed:
        raise RulesError(f"{rules.place}: {failed} of the examples do not hold", hint="see the lines above")
    return 0


@rules_command.command("new", help="Write a rules.toml to begin with, with an example of everything.")
@click.argument("file", required=False, metavar="[FILE]")
@click.pass_context
def new_command(context: click.Context, /, file: str | None) -> int:
    """Run `wpdiff rules new`."""
    from importlib.resources import files

    workspace = workspace_of(context.obj or {})
    path = Path(file) if file else workspace.root / RULES
    if path.exists():
        raise WpdiffError(f"{path}: exists already", hint="name another file: wpdiff rules new mine.toml")
    write_file(path, (files("wpdiff.changes") / "cues" / "own_example.toml").read_text(encoding="utf-8"))
    say(f"wrote {path}; take the # from what you want, then: wpdiff rules test")
    return 0


def _own(workspace: Workspace) -> OwnRules | None:
    from wpdiff.changes import read_own_rules

    text = read_own(workspace, RULES)
    return read_own_rules(*text) if text else None


def _checked(file: str | None, workspace: Workspace) -> OwnRules | None:
    """The rules of a file, or of the workspace. Raises RulesError after every mistake was told, each with its line."""
    from wpdiff.changes.own_rules import find_mistakes, read_own_rules

    if file is None:
        found = read_own(workspace, RULES)
    else:
        path = Path(file)
        if not path.is_file():
            raise WpdiffError(f"{file}: no such file", hint="begin one with: wpdiff rules new")
        found = read_own(Workspace(root=path.parent), path.name)
    if found is None:
        return None
    text, place = found
    mistakes = find_mistakes(text)
    for one in mistakes:
        write_result(f"{place}:{one.line}: {one.message}" + (f"\n    {one.hint}" if one.hint else ""))
    if mistakes:
        count = len(mistakes)
        raise RulesError(
            f"{place}: {count} mistake{'s' * (count > 1)}", hint="nothing of the file is used until mended"
        )
    return read_own_rules(text, place)


def _told(tried: Tried) -> list[str]:
    if not tried.findings:
        return ["the same: nothing is told of this"]
    lines = [f"{tried.significance}"]
    for finding in tried.findings:
        gone = " (no longer mentioned)" if finding.gone else ""
        lines.append(f"  {finding.category}{gone}, {finding.status}, {finding.significance.value}")
        for one in finding.evidence:
            says = f" says {one.says}" if one.says else ""
            lines.append(f"    {one.rule}: {one.side.value} 「{one.cue}」{says}")
    return lines


def _show_places(rules: OwnRules, name: str, workspace: Workspace) -> int:
    """How often, and where, each of the workspace's own words stands in an edition."""
    from wpdiff.changes.try_rules import places_of
    from wpdiff.walk import read_edition

    edition = read_edition(find_edition(name, workspace), profiles=workspace.profiles)
    lines: list[str] = []
    for words, places in places_of(rules, edition):
        told = [f"done {sum(one.status == 'done' for one in places)}"] if places else []
        lines.append(f"{words}: {len(places)}" + (f" ({', '.join(told)})" if told else "  never"))
        lines += [f"    {one.status:12} … {one.near} …" for one in places[:_SHOWN]]
    write_result("\n".join(lines) or "no cues of your own")
    return 0
