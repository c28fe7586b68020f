"""Looking only at names that share a rare character loses no name that is near."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from jobmatch.taxonomy.majors.naming import LONG, NEAR, NEAR_IF_LONG, _index, _perhaps_near

NAMES = {letter: sorted(_index(letter)) for letter in "ABC"}


@st.composite
def slips(draw, letter):
    """A name of the catalogue with up to three characters left out, put in or changed."""
    name = list(draw(st.sampled_from(NAMES[letter])))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(name)))
        name[at : at + draw(st.integers(0, 1))] = draw(st.sampled_from(("", "学", "技", "与", "业", "鼬")))
    return "".join(name)


@settings(max_examples=100, deadline=None)
@pytest.mark.parametrize("letter", "ABC")
@given(st.data())
def test_every_name_that_is_near_is_looked_at_in_the_catalogues_order(letter, data):
    written = data.draw(slips(letter))
    cutoff = NEAR_IF_LONG if len(written) >= LONG else NEAR
    near = [name for name in _index(letter) if fuzz.ratio(written, name) >= 100 * cutoff]
    looked_at = _perhaps_near(written, letter, cutoff)
    assert [name for name in looked_at if name in near] == near
