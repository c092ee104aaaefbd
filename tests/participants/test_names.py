"""Names of people, made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.names import SEARCH_NAME_LENGTH, folded, same_first_name, search_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "ADA"),
        ("Zoë", "zoe"),
        ("Zoë", "Zoe\u0308"),
        ("Łukasz", "Lukasz"),
        ("Işıl", "ISIL"),
        ("Søren", "Soren"),
        ("Ｍａｒｙ", "Mary"),
        ("𝐌𝐚𝐫𝐲", "Mary"),
        ("Mrs Ada", "Ada"),
        ("Dr. Ada", "Prof Ada"),
        ("Prof.Ada", "Ada"),
        ("Rev. Dr Ada", "Ada"),
        ("Miss Ada", "Mx. Ada"),
        ("Sir", "Sir"),
        ("Dr Sir", "Sir"),
        ("Mary-Anne", "Mary Anne"),
        ("Mary-Anne", "Maryanne"),
        ("D’Arcy", "D'Arcy"),
        ("D’Arcy", "Darcy"),
        ("J. R.", "JR"),
        ("  Ada ", "Ada"),
        ("محمد", "محمد"),
        ("李", "李"),
        ("अनीता", "अनीता"),
    ],
)
def test_a_first_name_is_the_same_however_it_is_written(one, other):
    assert same_first_name(one, other)
    assert same_first_name(other, one)


@pytest.mark.parametrize(
    ("fewer", "all_of_them"),
    [
        ("Mary", "Mary Anne"),
        ("Mary", "Mary-Anne"),
        ("Mary Anne", "Mary Anne Jane"),
        ("Maryanne", "Mary-Anne Jane"),
        ("Mary", "Mary A."),
        ("Dr Mary", "Mary Anne"),
        ("Jo", "Jo Ann"),
    ],
)
def test_further_first_names_may_be_left_out(fewer, all_of_them):
    assert same_first_name(fewer, all_of_them)
    assert same_first_name(all_of_them, fewer)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "Grace"),
        ("Anne", "Mary Anne"),
        ("Mary Jane", "Mary Anne"),
        ("Mary", "Maryanne"),
        ("Mar", "Mary"),
        ("Sam", "Samantha"),
        ("M", "Mary"),
        ("M.", "Mary Anne"),
        ("J", "J. R."),
        ("Sir", "Sirius"),
        ("Dr", "Ada"),
        ("Dr", "Dr Ada"),
        ("Mr", "Mrs"),
        ("अनीता", "अनिता"),
        ("", "Ada"),
        ("", ""),
        ("-", "-"),
    ],
)
def test_another_name_is_not_the_same_nor_is_part_of_one(one, other):
    assert not same_first_name(one, other)
    assert not same_first_name(other, one)


names = st.text(st.characters(categories=["L", "M"]) | st.sampled_from(" -’."), max_size=20)


@given(names, names)
def test_it_does_not_matter_which_name_comes_first(one, other):
    assert same_first_name(one, other) == same_first_name(other, one)


@given(names)
def test_a_name_is_the_same_as_itself_in_capitals_and_with_a_title(name):
    if folded(name):
        assert same_first_name(name, name.upper())
        assert same_first_name(f"Dr {name}", name)
        assert folded(name) == folded(folded(name))
    else:
        assert not same_first_name(name, name)


# Searching


def test_a_name_is_folded_to_search_by():
    assert search_name("Zoë", "O’Neill-Smith") == "zoe oneill smith"
    assert search_name(" J. R. ", "Müller") == "j r muller"
    assert search_name("अनीता", "शर्मा") == folded("अनीता शर्मा")


@given(names, names)
def test_what_is_typed_finds_the_name(first_name, last_name):
    found = search_name(first_name, last_name)
    assert folded(first_name) in found
    assert folded(last_name) in found


def test_a_name_that_grows_when_folded_still_fits():
    assert len(search_name("ß" * 100, "ﷺ" * 100)) == SEARCH_NAME_LENGTH
