"""The lists of ECTs and mentors as files for a spreadsheet."""

import csv
import io

import pytest
from django.urls import reverse

from config.web.downloads import harmless
from tests.factories import (
    CohortFactory,
    ECTFactory,
    LeadProviderFactory,
    MentorFactory,
    MentorshipFactory,
    ProviderPairingFactory,
    TeacherFactory,
    TrainingFactory,
)

from .at_school import DAY, TERM, TODAY, left, named, populate
from .at_school import school as school

pytestmark = pytest.mark.django_db


def download(client, school, what="ects", **asked):
    """The file, and its lines as a spreadsheet reads them."""
    response = client.get(reverse(f"participants:{what}-csv", args=[school.urn]), asked)
    assert response.status_code == 200
    text = response.content.decode("utf-8-sig")
    return response, list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_ect_s_line_says_what_the_list_and_the_page_say(client, school):
    partnership = school.partnerships.get()
    ect = ECTFactory(
        school=school,
        teacher=TeacherFactory(trn="0123456", first_name="Zoë", last_name="O’Neill"),
        started_on=TERM,
        email="zoe@school.example",
    )
    MentorshipFactory(school=school, ect=ect)
    _, [line] = download(client, school)
    assert line == {
        "First name": "Zoë",
        "Last name": "O’Neill",
        "TRN": "0123456",
        "Email address": "zoe@school.example",
        "Year": "2026 to 2027",
        "Start date": "2026-09-01",
        "Last day": "",
        "Status": "Training",
        "Mentor": "Grace Hopper",
        "Appropriate body": "Alban Hub",
        "Training programme": "Use a training provider, funded by DfE",
        "Lead provider": partnership.lead_provider.name,
        "Delivery partner": partnership.delivery_partner.name,
    }


def test_a_mentor_s_line_says_what_the_list_and_the_page_say(client, school):
    mentor = MentorFactory(
        school=school,
        teacher=TeacherFactory(trn="7654321", first_name="Grace", last_name="Hopper"),
        started_on=TERM,
        email="grace@school.example",
        cohort=CohortFactory(),
        training_starts_on=TERM,
        **left(TODAY + DAY),
    )
    MentorshipFactory(school=school, mentor=mentor)
    _, [line] = download(client, school, "mentors")
    partnership = school.partnerships.get()
    assert line == {
        "First name": "Grace",
        "Last name": "Hopper",
        "TRN": "7654321",
        "Email address": "grace@school.example",
        "Mentor since": "2026-09-01",
        "Last day": "2026-11-24",
        "Status": "Leaving",
        "ECTs": "1",
        "Training": "From autumn term 2026",
        "Term": "Autumn term 2026",
        "Training programme": "Use a training provider, funded by DfE",
        "Lead provider": partnership.lead_provider.name,
        "Delivery partner": partnership.delivery_partner.name,
    }


def test_the_file_is_named_by_school_and_day_and_told_to_be_utf_8(client, school):
    ECTFactory(school=school)
    for what in ("ects", "mentors"):
        response, _ = download(client, school, what)
        name = f"{what}-{school.urn}-2026-11-24.csv"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Cache-Control"] == "no-store"
        assert response.content.startswith(b"\xef\xbb\xbf")


def test_nobody_s_date_of_birth_is_in_it(client, school):
    born_on = ECTFactory(school=school).teacher.date_of_birth
    response, _ = download(client, school)
    text = response.content.decode()
    assert not [part for part in (born_on.isoformat(), str(born_on.year)) if part in text]


def test_what_was_searched_for_and_chosen_is_kept(client, school):
    ECTFactory(school=school, **named("Zoë"))
    ECTFactory(school=school, **named("Ada"))
    ECTFactory(school=school, started_on=TERM, **left(TODAY), **named("Zoe"))
    page = client.get(
        reverse("participants:ects", args=[school.urn]), {"q": "zoë", "show": "past"}
    ).page
    text = client.get(page.find("a", string="Download this list (CSV)")["href"]).content.decode()
    assert [line.partition(",")[0] for line in text.splitlines()[1:]] == ["Zoe"]


def test_all_pages_of_the_list_are_in_one_file(client, school):
    for number in range(51):
        ECTFactory(school=school, **named(f"Zoë {number:02}"))
    _, lines = download(client, school, page="2")
    assert len(lines) == 51


def test_only_the_school_s_own_people_are_in_it(client, school):
    ECTFactory()
    MentorFactory()
    assert download(client, school)[1] == download(client, school, "mentors")[1] == []


def test_someone_without_a_mentor_is_marked(client, school):
    ECTFactory(school=school)
    assert download(client, school)[1][0]["Mentor"] == "Mentor needed"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_a_spreadsheet_would_work_out_is_made_harmless(begin):
    assert harmless(f"{begin}1+1") == f"'{begin}1+1"
    assert harmless(f"1{begin}1") == f"1{begin}1"


def test_no_cell_of_the_file_is_worked_out(client, school):
    """Whatever may begin so in spite of all that is checked: names, addresses, organisations."""
    formula = '=HYPERLINK("https://example.org","Ada")'
    provider = LeadProviderFactory(name="@sum(1)")
    ect = ECTFactory(
        school=school,
        teacher=TeacherFactory(first_name=formula, last_name="-Lovelace"),
        email="+ada@school.example",
    )
    pairing = ProviderPairingFactory(lead_provider=provider, delivery_partner__name="\t=1")
    TrainingFactory(
        ect=ect,
        state="training",
        lead_provider=provider,
        delivery_partner=pairing.delivery_partner,
    )
    MentorshipFactory(school=school, ect=ect, mentor__teacher__first_name="=2")
    _, [line] = download(client, school)
    assert line["First name"] == f"'{formula}"
    assert line["Last name"] == "'-Lovelace"
    assert line["Email address"] == "'+ada@school.example"
    assert line["Mentor"] == "'=2 Hopper"
    assert line["Lead provider"] == "'@sum(1)"
    assert line["Delivery partner"] == "'\t=1"


def test_commas_quotes_and_lines_stay_in_their_cell(client, school):
    ECTFactory(school=school, teacher__last_name='Love, "Ada"\nlace')
    assert download(client, school)[1][0]["Last name"] == 'Love, "Ada"\nlace'


@pytest.mark.parametrize("people", [2, 60])
@pytest.mark.parametrize(("what", "queries"), [("ects", 7), ("mentors", 6)])
def test_a_file_takes_as_many_queries_for_many_as_for_few(
    client, school, people, what, queries, django_assert_num_queries
):
    populate(school, people)
    with django_assert_num_queries(queries):
        assert len(download(client, school, what)[1]) == people
