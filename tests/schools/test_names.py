"""Names that people type differently and mean the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.names import folded

SAME = [
    ["St Mary’s", "St. Mary's", "Saint Marys", "ST MARYS", "st mary`s", "  St  Mary´s "],
    ["All Saints", "All Saints’", "all saints"],
    ["SS Peter & Paul", "Ss Peter and Paul", "Saints Peter and Paul"],
    ["Hale C of E School", "Hale CofE School", "Hale Church of England School", "Hale C.E. School"],
    ["St Ann’s R.C.", "St Ann’s RC", "Saint Anns Roman Catholic", "St Anns Catholic"],
    ["Hale (VA) School", "Hale Voluntary Aided School", "Hale V.A. School"],
    ["Hale VC", "Hale Voluntary Controlled"],
    ["The King’s School", "Kings School", "King\x92s School", "Kings’ School"],
    ["Zoë Ångström", "zoe angstrom", "ZOE ANGSTROM"],
    ["Stoke-on-Trent", "Stoke on Trent", "stoke – on – trent"],
    ["Søren Ærø", "soren aero"],
]


@pytest.mark.parametrize("ways", SAME, ids=lambda ways: ways[0])
def test_the_same_name_written_in_several_ways(ways):
    assert len({folded(way) for way in ways}) == 1


def test_other_names_stay_apart():
    names = ["St Mary", "St Mary’s", "Church School", "England School", "Vale School", "Ce School"]
    assert len({folded(name) for name in names}) == len(names)


def test_a_name_of_small_words_only_keeps_them():
    assert folded("The Of") == "the of"


@given(st.text())
def test_folding_leaves_plain_words_and_folds_once(text):
    once = folded(text)
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert once == " ".join(once.split())
    assert folded(once) == once
