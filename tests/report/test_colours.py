"""The page's colours, computed from its style sheet: contrast for all, and added apart from removed for every eye."""

import re

import pytest

from wpdiff.report.assets import asset

PAIR = re.compile(r"--([a-z-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)")
COLOURS = {name: both for name, *both in PAIR.findall(asset("report.css"))}
TEXTS = [
    *(("page", name) for name in ("text", "muted", "link")),
    *(("soft", name) for name in ("text", "muted", "link")),
    ("ins-bg", "ins-fg"),
    ("del-bg", "del-fg"),
    ("text", "page"),
]
EDGES = [("page", "ins-edge"), ("page", "del-edge"), ("page", "muted"), ("ins-bg", "ins-edge"), ("del-bg", "del-edge")]
# Machado, Oliveira and Fernandes 2009, severity 1.0: what a colour is to those who lack one kind of cone.
SIGHTS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]


def contrast(one, other):
    first, second = (
        sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True))
        for c in (one, other)
    )
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def lab(rgb):
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    xyz = [sum(a * b for a, b in zip(row, rgb, strict=True)) for row in to_xyz]
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (max(0.0, one / white) for one, white in zip(xyz, (0.95047, 1.0, 1.08883), strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, sight):
    seen = (
        lab([min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(c), strict=True)))) for row in SIGHTS[sight]])
        for c in (one, other)
    )
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ground", "text"), TEXTS)
def test_text_stands_out_from_its_ground(ground, text, scheme):
    assert contrast(COLOURS[ground][scheme], COLOURS[text][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ground", "edge"), EDGES)
def test_lines_and_bars_that_carry_meaning_stand_out(ground, edge, scheme):
    assert contrast(COLOURS[ground][scheme], COLOURS[edge][scheme]) >= 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_added_and_removed_differ_for_every_eye(sight, scheme):
    added, removed = (COLOURS[name][scheme] for name in ("ins-bg", "del-bg"))
    assert difference(added, removed, sight) >= 20


def test_what_was_found_can_be_read():
    for scheme, text in ((0, "#000000"), (1, "#ffffff")):
        assert contrast(COLOURS["found"][scheme], text) >= 4.5


def test_red_and_green_would_not_do():
    assert difference("#e6ffec", "#ffebe9", "deutan") < 5
