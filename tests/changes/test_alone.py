"""What is told of a statement that came or went as a whole: the words in it say whom to ask, and nobody else knows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.changes.test_rules_mirrored import TEXTS
from wpdiff.changes.bare import bare_difference
from wpdiff.changes.classify import classify
from wpdiff.changes.rules.dates import find_dates_updated
from wpdiff.changes.rules.editorial import find_editorial
from wpdiff.changes.rules.events import find_events, occurrences
from wpdiff.changes.rules.figures import find_figures_updated
from wpdiff.changes.rules.ladders import find_degree_words, find_ladder_steps
from wpdiff.changes.rules.polarity import find_flips
from wpdiff.changes.rules.references import find_redirected
from wpdiff.changes.rules.scope import find_cause_changes, find_quotation_changes, find_renames, find_scope_changes
from wpdiff.changes.rules.wording import find_attribution, find_commitments, find_hedges, find_stances
from wpdiff.changes.sides import read_sides

OF_PAIRS = (
    find_dates_updated,
    find_redirected,
    find_quotation_changes,
    find_figures_updated,
    find_renames,
    find_ladder_steps,
    find_attribution,
    find_hedges,
    find_degree_words,
    find_scope_changes,
    find_cause_changes,
)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.sampled_from(["ja", "en"]), st.booleans())
def test_rules_of_pairs_have_nothing_to_say_of_a_statement_alone(text: str, language: str, gone: bool) -> None:
    sides = read_sides(bare_difference(*((text, None) if gone else (None, text)), language))
    old, new = occurrences(sides.old, sides), occurrences(sides.new, sides)
    assert not any(rule(sides) for rule in OF_PAIRS)
    assert not find_flips(sides, old, new)
    assert find_editorial(sides) == ((), False)


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.sampled_from(["ja", "en"]), st.booleans())
def test_a_rule_that_is_not_asked_would_have_said_nothing(text: str, language: str, gone: bool) -> None:
    difference = bare_difference(*((text, None) if gone else (None, text)), language)
    sides = read_sides(difference)
    old, new = occurrences(sides.old, sides), occurrences(sides.new, sides)
    asked = (*find_events(sides, old, new), *find_commitments(sides)) or find_stances(sides, old, new)
    told = classify(difference)
    assert told == asked if asked else [one.category for one in told] == ["other_substance"]
