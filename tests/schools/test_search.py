"""Which schools a search finds, and which of them first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schools import search
from tests.factories import SchoolFactory

pytestmark = pytest.mark.django_db


def found(text):
    return [school.name for school in search.find(text).schools]


@pytest.fixture
def marys():
    return SchoolFactory(
        name="St. Mary's C of E Primary School",
        town="Bishop's Stortford",
        la_name="St. Helens",
        postcode="TN24 8AB",
        urn=123456,
    )


@pytest.mark.parametrize(
    "text",
    [
        "St Mary’s",
        "saint marys church of england",
        "primary marys st",
        "mary",
        "st marys bishops stortford",
        "ST MARYS, SAINT HELENS",
        "tn24 8ab",
        "TN248AB",
        "marys tn24",
        "123456",
        " URN: 123456 ",
    ],
)
def test_a_school_is_found_by_part_of_its_name_its_place_or_its_number(marys, text):
    SchoolFactory(name="Another", town="Elsewhere", postcode="SW1A 1AA")
    assert found(text) == [marys.name]


@pytest.mark.parametrize("text", ["St Mark’s", "marys sunderland", "tn24 9ab", "12345", "1234567"])
def test_a_school_is_not_found_by_words_that_are_not_its_own(marys, text):
    assert found(text) == []


def test_every_word_typed_must_fit():
    SchoolFactory(name="St Mary’s School")
    SchoolFactory(name="St John’s School")
    assert found("St John’s School") == ["St John’s School"]


def test_a_short_word_is_found_where_words_begin_only():
    SchoolFactory(name="Hallfield School")
    SchoolFactory(name="Allfield School")
    assert found("all") == ["Allfield School"]
    assert found("field all") == ["Allfield School"]


def test_closed_schools_and_those_that_may_not_register_are_found_too():
    SchoolFactory(name="Ashdown Nursery", status_code=2)
    SchoolFactory(name="Ashdown Children’s Centre", type_code=47)
    assert len(found("ashdown")) == 2


def test_the_likeliest_comes_first():
    in_order = [
        SchoolFactory(name="The Kings School"),
        SchoolFactory(name="King’s School", type_code=47),
        SchoolFactory(name="King’s School", status_code=2),
        SchoolFactory(name="King’s School Alnwick"),
        SchoolFactory(name="Kings Schoolhouse"),
        SchoolFactory(name="Kings Norton School"),
        SchoolFactory(name="Old Kings School"),
        SchoolFactory(name="Old Kings School", status_code=2),
        SchoolFactory(name="Old Kings Preschool"),
        SchoolFactory(name="Wellkings School", status_code=2),
    ]
    from_last = list(reversed(in_order))
    for number, school in enumerate(from_last):
        school.urn = 300000 + number
        school.save()
    assert search.find("The King’s School").schools == in_order


def test_a_name_that_begins_as_typed_comes_before_others_of_the_town():
    SchoolFactory(name="Haddenham St Mary’s School", town="Leeds")
    SchoolFactory(name="St Mary’s School", town="Leeds")
    assert found("st marys leeds") == ["St Mary’s School", "Haddenham St Mary’s School"]


def test_a_number_that_is_no_school_s_urn_may_stand_in_a_name():
    SchoolFactory(name="School 123456")
    assert found("123456") == ["School 123456"]


def test_what_a_school_is_called_now_is_what_finds_it(marys):
    marys.name, marys.town = "Holy Trinity School", "Leeds"
    marys.save()
    assert found("marys") == found("stortford") == []
    assert found("holy trinity leeds") == ["Holy Trinity School"]


def test_no_more_are_shown_than_fit_a_page_and_all_are_counted():
    SchoolFactory.create_batch(search.MOST + 5, name="Ashdown School")
    many = search.find("ashdown")
    assert (len(many.schools), many.total) == (search.MOST, search.MOST + 5)


def test_they_are_counted_so_far_and_no_farther(monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 25)
    SchoolFactory.create_batch(30, name="Ashdown School")
    assert search.find("ashdown").total == 26


@pytest.mark.parametrize("text", ["", " ", "%", "_", "’", "\x00", "😀", "——"])
def test_nothing_is_found_by_what_has_no_letters(marys, text):
    assert search.find(text) == search.Found([], 0)


@pytest.mark.parametrize("text", ["mary%", "%mary%", "m_ry", "mary\\", "mary' OR 1=1"])
def test_no_sign_is_a_wildcard(marys, text):
    assert found(text) == ([marys.name] if "mary" in text and "OR" not in text else [])


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_text_can_be_searched_for(text):
    found = search.find(text)
    assert len(found.schools) <= found.total


def test_the_longest_text_is_still_one_short_query(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        search.find(" ".join(f"{number:06}" for number in range(10_000)))
