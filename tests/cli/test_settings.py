"""Settings come from flags, the environment and files in this order; and everybody can see from where."""

import json
from pathlib import Path

import pytest

from wpdiff.cli.settings import user_files

TEXT = "第1章 全般\n\nノルダは{}か国と協定を結んだ。\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one series of two editions, and a profile of its own."""
    (tmp_path / "wpdiff.toml").write_text('lang = "en"\ntop = 5\n', encoding="utf-8")
    for name, count in (("2030", 8), ("2031", 9)):
        folder = tmp_path / "editions" / "harbour" / name
        folder.mkdir(parents=True)
        (folder / "page.txt").write_text(TEXT.format(count), encoding="utf-8")
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "mine.toml").write_text('extends = "plain-ja"\ntitle = "港の年報"\n', encoding="utf-8")
    return tmp_path


def test_config_show_tells_every_value_and_its_origin(wpdiff, workspace):
    (workspace / "config" / "wpdiff").mkdir(parents=True)
    (workspace / "config" / "wpdiff" / "wpdiff.toml").write_text('top = 3\ncolor = "never"\n', encoding="utf-8")
    told = wpdiff("config", "show", "--origin", WPDIFF_LANG="ja").stdout
    lines = {line.split(" = ")[0]: line for line in told.splitlines()}
    assert lines["lang"].startswith('lang = "ja"')
    assert lines["lang"].endswith("# WPDIFF_LANG")
    assert lines["top"].startswith("top = 5 ")
    assert lines["top"].endswith("wpdiff.toml")
    assert lines["color"].endswith(str(Path("config") / "wpdiff" / "wpdiff.toml"))
    assert lines["reports"].endswith("# default")
    assert "#" not in wpdiff("config", "show").stdout


def test_config_path_names_the_file_in_force(wpdiff, workspace):
    assert wpdiff("config", "path").stdout.strip() == str(workspace / "wpdiff.toml")
    (workspace / "other.toml").write_text("", encoding="utf-8")
    assert wpdiff("config", "path", "--config", "other.toml").stdout.strip() == "other.toml"


def test_a_setting_reaches_the_report_and_a_flag_goes_first(wpdiff, workspace):
    assert "Compared" in wpdiff("compare", "harbour", "-f", "terminal").stdout
    assert "比べ" in wpdiff("compare", "harbour", "-f", "terminal", WPDIFF_LANG="ja").stdout
    assert "Compared" in wpdiff("compare", "harbour", "-f", "terminal", "--lang", "en", WPDIFF_LANG="ja").stdout
    done = wpdiff("compare", "harbour", WPDIFF_REPORTS="elsewhere")
    assert "elsewhere/harbour/2030--2031.html" in done.stdout
    assert (workspace / "elsewhere" / "harbour" / "2030--2031.html").is_file()


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"WPDIFF_LANG": "xx"}, "WPDIFF_LANG: lang = 'xx'"),
        ({"WPDIFF_TOP": "many"}, "WPDIFF_TOP: top = 'many' is no number"),
        ({"WPDIFF_COLOR": "pink"}, "WPDIFF_COLOR: color = 'pink'"),
        ({"WPDIFF_NO_PROGRESS": "perhaps"}, "no_progress"),
        ({"WPDIFF_CONFIG": "gone.toml"}, "gone.toml: no such settings file"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_its_origin(wpdiff, workspace, variables, said):
    done = wpdiff("compare", "harbour", **variables)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_an_unknown_key_is_named_once_and_the_rest_is_read(wpdiff, workspace):
    (workspace / "wpdiff.toml").write_text('langg = "en"\ntop = 5\n', encoding="utf-8")
    done = wpdiff("compare", "harbour", "-f", "terminal")
    assert done.returncode == 0
    assert done.stderr.count("unknown key 'langg'") == 1
    assert "did you mean lang?" in done.stderr


def test_switches_may_come_from_the_environment(wpdiff, workspace):
    assert wpdiff("compare", "harbour", "-o", "c.json", WPDIFF_QUIET="1").stderr == ""
    told = wpdiff("compare", "harbour", "-o", "c.json", WPDIFF_VERBOSE="yes").stderr
    assert "new: 2031: 1 pages (utf-8), 1 sections, 2 statements, profile plain-ja" in told
    assert "are shown too: 0" in wpdiff("compare", "harbour", "-f", "terminal", WPDIFF_INCLUDE="boilerplate").stdout


def _chosen(done) -> tuple[str, str]:
    choice = json.loads(done.stdout)["profile_choice"]
    return choice["name"], choice["by"]


def test_the_nearest_who_names_a_profile_is_believed_and_named(wpdiff, workspace):
    inspect = ("inspect", "harbour/2031", "-f", "json")
    series, edition = workspace / "editions" / "harbour", workspace / "editions" / "harbour" / "2031"
    assert _chosen(wpdiff(*inspect)) == ("plain-ja", "language")
    (workspace / "wpdiff.toml").write_text('profile = "law-ja"\n', encoding="utf-8")
    assert _chosen(wpdiff(*inspect)) == ("law-ja", "wpdiff.toml")
    (series / "series.toml").write_text('profile = "mine"\n', encoding="utf-8")
    assert _chosen(wpdiff(*inspect)) == ("mine", "series.toml")
    (edition / "edition.toml").write_text('profile = "ict-ja"\n', encoding="utf-8")
    assert _chosen(wpdiff(*inspect)) == ("ict-ja", "edition.toml")
    assert _chosen(wpdiff(*inspect, WPDIFF_PROFILE="defence-ja")) == ("defence-ja", "WPDIFF_PROFILE")
    assert _chosen(wpdiff(*inspect, "--profile", "plain-ja", WPDIFF_PROFILE="defence-ja")) == ("plain-ja", "--profile")
    assert "named by edition.toml" in wpdiff(*inspect[:2], "--lang", "en").stdout


def test_compare_reads_both_editions_with_the_profile_that_the_series_names(wpdiff, workspace):
    (workspace / "editions" / "harbour" / "series.toml").write_text('profile = "mine"\n', encoding="utf-8")
    told = json.loads(wpdiff("compare", "harbour", "-f", "json").stdout)
    assert told["settings"]["profile"] == "mine / mine"


def test_the_profiles_there_are_can_be_listed(wpdiff, workspace):
    told = wpdiff("inspect", "--profile", "help").stdout.splitlines()
    assert any(line.split() == ["mine", "ja", "港の年報", "(profiles/)"] for line in told)
    assert any(line.startswith("law-ja") and line.endswith("(built in)") for line in told)
    done = wpdiff("compare", "harbour", "--profile", "nobody")
    assert done.returncode == 2
    assert "mine" in done.stderr
    assert "law-ja" in done.stderr


def test_a_bad_profile_is_one_line_that_names_file_and_key(wpdiff, workspace):
    (workspace / "profiles" / "mine.toml").write_text('extends = "plain-ja"\nboilerplat = []\n', encoding="utf-8")
    done = wpdiff("inspect", "harbour/2031", "--profile", "mine")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "mine.toml: boilerplat: no such key" in done.stderr
    assert "did you mean boilerplate?" in done.stderr


@pytest.mark.parametrize(
    ("platform", "environment", "places"),
    [
        ("linux", {"XDG_CONFIG_HOME": "/x"}, ["/x"]),
        ("linux", {}, ["~/.config"]),
        ("darwin", {}, ["~/Library/Application Support", "~/.config"]),
        ("darwin", {"XDG_CONFIG_HOME": "/x"}, ["/x"]),
        ("win32", {"LOCALAPPDATA": "/local", "APPDATA": "/roaming"}, ["/local", "/roaming", "~/.config"]),
    ],
)
def test_the_user_s_own_file_is_where_the_system_keeps_such_files_or_in_the_old_place(platform, environment, places):
    told = [path.parent.parent for path in user_files(environment, platform)]
    assert told == [Path(one).expanduser() for one in places]
