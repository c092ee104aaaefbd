"""Who it is: name, TRN and date of birth, as schools type them, and what looking them up says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from config.accounts.models import Allowance
from config.events.models import Event
from config.support import contexts
from config.web import clock
from config.web.models import Draft
from participants.services import checks
from tests.conftest import PageClient
from tests.factories import (
    ECTFactory,
    MentorFactory,
    SchoolFactory,
    TrainingFactory,
)
from tests.partnerships.changing import set_up
from tests.partnerships.situations import rows_of

from .registering import ZOE, RegisterWalk, typed_date

pytestmark = pytest.mark.django_db

MISMATCH = "look-up did not match"


@pytest.fixture
def walk(client):
    """Someone adds an ECT at a school that is set up."""
    return RegisterWalk(client, set_up())


def past(days=30):
    """Some days ago."""
    return clock.today() - timedelta(days=days)


def left(**place):
    """An ECT's place that ended today."""
    today = clock.today()
    return ECTFactory(started_on=past(), finished_on=today, own_finished_on=today, **place)


# What you need


def test_what_to_have_ready_is_said_once_in_a_session(client):
    school = set_up()
    first = RegisterWalk(client, school)
    assert first.first.page.h1.text.strip() == "What you need to add an ECT"
    assert first.first.page.find("a", string="how we use information about people")["href"] == (
        reverse("home:privacy")
    )
    assert first.answer("what-you-need") == "name"
    second = RegisterWalk(client, school)
    assert second.first.page.h1.text.strip() == "What is the ECT’s name?"
    assert second.answer("name", first_name="Zoë", last_name="O’Neill") == "trn"
    # who read it in this walk finds it on the way back
    assert first.get("name").page.select_one(".govuk-back-link")["href"] == first.url(
        "what-you-need"
    )


def test_two_tabs_that_both_show_it_go_on(client):
    school = set_up()
    one, other = RegisterWalk(client, school), RegisterWalk(client, school)
    assert one.answer("what-you-need") == "name"
    tab = client.post(other.url("what-you-need"), follow=True)
    assert tab.page.h1.text.strip() == "What is the ECT’s name?"


def test_another_session_is_told_again(client):
    school = set_up()
    RegisterWalk(client, school).prepare()
    page = RegisterWalk(PageClient(), school).first.page
    assert page.h1.text.strip() == "What you need to add an ECT"


def test_a_walk_that_began_without_it_goes_on_without_it_after_a_new_sign_in(client):
    school = set_up()
    RegisterWalk(client, school).prepare()
    walk = RegisterWalk(client, school)
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    again = PageClient()
    again.force_login(walk.tutor, backend="config.accounts.backends.LinkBackend")
    response = again.get(walk.url("check-answers"))
    assert response.url == walk.url("trn")


# What people type


@pytest.mark.parametrize(
    ("typed", "trn"),
    [
        ("1234567", "1234567"),
        (" 12 345 67 ", "1234567"),
        ("12/34567", "1234567"),
        ("RP 12/34567", "1234567"),
        ("rp12-34567", "1234567"),
        ("TRN: 1234567", "1234567"),
        ("12345", "0012345"),
        ("123456", "0123456"),
        ("0012345", "0012345"),
        ("\u200f1234567\u200e", "1234567"),
        ("\ufeff1234567", "1234567"),
        ("１２３４５６７", "1234567"),
        ("١٢٣٤٥٦٧", "1234567"),
    ],
)
def test_a_trn_is_read_as_people_write_it(walk, typed, trn):
    assert walk.identify(trn=typed) == "email"
    draft = Draft.objects.get()
    assert draft.answers["trn"]["trn"] == [typed], "what was typed is kept"
    walk.answer("email", email="zoe@school.example")
    walk.start_on(clock.today())
    walk.answer("appropriate-body-type", body_type="not_appointed")
    assert walk.rows()["Teacher reference number (TRN)"] == trn


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Enter a teacher reference number (TRN)"),
        ("   ", "Enter a teacher reference number (TRN)"),
        ("\u200b", "Enter a teacher reference number (TRN)"),
        ("1234", "Teacher reference number (TRN) must include at least 5 digits"),
        ("none", "Teacher reference number (TRN) must include at least 5 digits"),
        ("12345678", "Teacher reference number (TRN) must include 7 digits or fewer"),
        ("1" * 5000, "Teacher reference number (TRN) must include 7 digits or fewer"),
        ("ⅧⅧⅧⅧⅧⅧ", "Teacher reference number (TRN) must include at least 5 digits"),
    ],
)
def test_a_trn_that_cannot_be_one_is_asked_for_again(walk, typed, error):
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    assert walk.errors("trn", trn=typed) == [error]


def test_someone_without_a_trn_is_told_where_to_get_one(walk):
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    assert walk.page("trn").select_one("button[name=no_trn]")
    assert walk.answer("trn", trn="", no_trn="on") == "no-trn"
    page = walk.page("no-trn")
    assert "Zoë O’Neill needs a TRN first" in page.h1.text
    assert page.find("a", string="find a lost TRN")
    assert page.select_one(".govuk-back-link")["href"] == walk.url("trn")
    assert walk.answer("trn", trn="1234567") == "date-of-birth"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Zoë", "O’Neill-Smith"),
        ("Zoë", "O'Neill"),
        ("Mary Anne", "van der Berg"),
        ("D’Arcy", "St. John"),
        ("\u202eحمد\u202c", "العربي"),
        ("José\u0301", "Núñez"),
        ("X", "Ng"),
        ("n" * 100, "m" * 100),
    ],
)
def test_names_are_taken_as_people_have_them(walk, first, last):
    assert walk.identify(first_name=first, last_name=last) == "email"


@pytest.mark.parametrize(
    ("first", "error"),
    [
        ("", "Enter a first name"),
        (" \u200e ", "Enter a first name"),
        ("n" * 101, "First name must be 100 characters or less"),
        ("n" * 200, "First name must be 100 characters or less"),
        ("http://evil.example", "First name must only include letters"),
        ("[Click](https://evil.example)", "First name must only include letters"),
        ("Zoë 2", "First name must only include letters"),
        ("<b>Zoë</b>", "First name must only include letters"),
        ("’", "First name must only include letters"),
    ],
)
def test_what_is_no_name_is_asked_for_again_and_kept(walk, first, error):
    walk.prepare()
    page = walk.post("name", first_name=first, last_name="O’Neill").page
    assert error in page.select_one(".govuk-error-summary").text
    assert page.select_one("[name=last_name]")["value"] == "O’Neill"


def test_a_name_without_its_last_name_says_so(walk):
    walk.prepare()
    assert walk.errors("name", first_name="Zoë", last_name="") == ["Enter a last name"]


TODAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    "born",
    [date(2008, 9, 1), date(1926, 9, 1), date(1925, 9, 2), date(2000, 2, 29), date(1999, 3, 27)],
)
def test_teachers_are_18_to_100_years_old(walk, settings, born):
    settings.SERVICE_TODAY = TODAY
    assert walk.identify(born=born) == "email"


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("2", "9", "2008", "Date of birth must be at least 18 years ago"),
        ("1", "9", "2027", "Date of birth must be at least 18 years ago"),
        ("1", "9", "1925", "Date of birth must not be more than 100 years ago"),
        ("1", "1", "1066", "Date of birth must not be more than 100 years ago"),
        ("29", "2", "1999", "Date of birth must be a real date"),
        ("31", "4", "1999", "Date of birth must be a real date"),
        ("0", "4", "1999", "Date of birth must be a real date"),
        ("1", "13", "1999", "Date of birth must be a real date"),
        ("27", "3", "99", "Year must include 4 numbers"),
        ("27", "3", "", "Date of birth must include a year"),
        ("", "", "1999", "Date of birth must include a day and month"),
        ("", "", "", "Enter their date of birth"),
        ("one", "two", "three", "Date of birth must be a real date"),
    ],
)
def test_other_dates_are_no_dates_of_birth(walk, settings, day, month, year, error):
    settings.SERVICE_TODAY = TODAY
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    walk.answer("trn", trn="1234567")
    typed = dict(zip(["day", "month", "year"], [day, month, year], strict=True))
    answers = {f"date_of_birth-{part}": text for part, text in typed.items()}
    page = walk.post("date-of-birth", **answers).page
    assert error in page.select_one(".govuk-error-summary").text
    assert page.select_one("[name=date_of_birth-year]").get("value", "") == year


def test_who_was_born_on_29_february_turns_18_on_1_march(walk, settings):
    settings.SERVICE_TODAY = date(2026, 2, 28)
    walk.prepare()
    walk.answer("name", first_name="Zoë", last_name="O’Neill")
    walk.answer("trn", trn="1234567")
    born = typed_date("date_of_birth", date(2008, 2, 29))
    assert walk.errors("date-of-birth", **born) == ["Date of birth must be at least 18 years ago"]
    settings.SERVICE_TODAY = date(2026, 3, 1)
    assert walk.answer("date-of-birth", **born) == "email"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "zoe",
        "zoe@",
        "zoe@school",
        "zoe@school..example",
        "zoe..smith@school.example",
        "zoe smith@school.example",
        "zoe@school.example, ada@school.example",
        "zoë@school.example",
        '"zoe"@school.example',
        "zoe@[127.0.0.1]",
        "z" * 250 + "@school.example",
    ],
)
def test_what_is_no_address_is_asked_for_again(walk, typed):
    walk.identify()
    response = walk.post("email", email=typed)
    assert response.status_code == 200
    assert response.page.select_one(".govuk-error-summary a")["href"] == "#id_email"


@pytest.mark.parametrize(
    "typed", [" zoe@school.example ", "\u200bzoe@school.example", "Zoe@SCHOOL.example"]
)
def test_an_address_is_read_as_people_paste_it(walk, typed):
    walk.identify()
    assert walk.answer("email", email=typed) == "start-date"


# What looking them up comes to


def test_nobody_on_record_goes_on(walk):
    assert walk.identify() == "email"


def test_another_date_of_birth_stops_and_shows_what_was_typed_only(walk):
    record = ECTFactory(
        teacher__trn="1234567", teacher__first_name="Zoë", teacher__last_name="Secretname"
    )
    assert walk.identify(born=date(1980, 1, 1)) == "details-do-not-match"
    page = walk.page("details-do-not-match")
    assert rows_of(page) == {
        "Name": "Zoë O’Neill",
        "Teacher reference number (TRN)": "1234567",
        "Date of birth": "1 January 1980",
    }
    changes = [link["href"] for link in page.select(".govuk-summary-list__actions a")]
    assert changes == [walk.url(step, change=True) for step in ("name", "trn", "date-of-birth")]
    for secret in ("Secretname", record.school.name, "1999", record.email):
        assert secret not in page.text
    check = page.select_one("a.govuk-button")
    assert check["href"] == reverse(
        "participants:ask-to-check", args=[walk.school.urn, walk.draft_id]
    )


def test_a_slip_can_be_mended(walk):
    ECTFactory(teacher__trn="1234567")
    walk.identify(born=date(1980, 1, 1))
    assert walk.answer("trn", change=True, trn="1234568") == "email"


def test_another_first_name_may_be_another_name_of_theirs(walk):
    mine = left(school=walk.school, teacher__first_name="Zoë", teacher__trn="1234567")
    assert walk.identify_as(mine.teacher, first_name="Sue") == "other-name"
    assert walk.heading("other-name") == "Is Sue Lovelace known by another name?"
    assert walk.answer("other-name", has_other_name="yes") == "other-first-name"
    assert walk.heading("other-first-name") == "What is Sue Lovelace’s other first name?"
    assert walk.answer("other-first-name", other_first_name="ZOE") == "email"
    assert walk.heading("email") == "What is Sue Lovelace’s email address?"


def test_the_wrong_other_name_and_none_stop(walk):
    mine = left(school=walk.school, teacher__first_name="Zoë")
    walk.identify_as(mine.teacher, first_name="Sue")
    stop = "name-does-not-match"
    walk.answer("other-name", has_other_name="yes")
    assert walk.errors("other-first-name") == ["Enter a first name"]
    assert walk.answer("other-first-name", other_first_name="Sian") == stop
    page = walk.page(stop)
    assert rows_of(page)["Other first name"] == "Sian"
    assert "Zoë" not in page.text
    assert walk.answer("other-name", has_other_name="no") == stop
    assert rows_of(walk.page(stop))["Other first name"] == "None"
    assert walk.errors("other-name") == ["Select yes if Sue Lovelace is known by another name"]


@pytest.mark.parametrize(
    ("typed", "is_same"),
    [
        ("Dr. Zoë-Anne", True),
        ("ZOE ANNE", True),
        ("Zoë", True),
        ("Z", False),
        ("Anne", False),
        ("Zo", False),
    ],
)
def test_first_names_match_however_they_are_written(walk, typed, is_same):
    mine = left(school=walk.school, teacher__first_name="Zoë Anne")
    expected = "email" if is_same else "other-name"
    assert walk.identify_as(mine.teacher, first_name=typed, last_name="Married") == expected


@pytest.mark.parametrize("is_here", [True, False])
def test_a_mentor_cannot_be_an_ect(walk, is_here):
    school = walk.school if is_here else SchoolFactory()
    mentor = MentorFactory(school=school)
    assert walk.identify_as(mentor.teacher) == "other-role"
    assert "is registered as a mentor" in walk.page("other-role").text
    assert school.name not in walk.page("other-role").select_one("main").text or is_here


@pytest.mark.parametrize(
    ("ended", "stop", "words"),
    [
        ("induction_completed_on", "induction-completed", "has completed their induction"),
        ("induction_exempt_on", "exempt", "does not need an induction"),
    ],
)
def test_an_induction_that_is_over_stops(walk, ended, stop, words):
    ect = ECTFactory(started_on=past(), **{f"teacher__{ended}": clock.today()})
    assert walk.identify_as(ect.teacher) == stop
    assert words in walk.heading(stop)


@pytest.mark.parametrize(("state", "words"), [("paused", "has paused"), ("stopped", "has stopped")])
def test_training_that_is_interrupted_here_leads_to_the_provider(walk, state, words):
    ect = ECTFactory(school=walk.school)
    TrainingFactory(ect=ect, state=state)
    assert walk.identify_as(ect.teacher) == state
    assert words in walk.heading(state)
    assert "lead provider" in walk.page(state).text


def test_an_ect_who_is_here_leads_to_the_record(walk):
    ect = ECTFactory(school=walk.school)
    assert walk.identify_as(ect.teacher) == "here"
    link = walk.page("here").find("a", string=f"Go to {ect.teacher.full_name}’s page")
    assert link["href"] == reverse("participants:ect", args=[walk.school.urn, ect.pk])
    assert walk.client.get(link["href"]).status_code == 200


def test_an_ect_who_is_leaving_leads_to_the_record(walk):
    ends = clock.today() + timedelta(days=9)
    ect = ECTFactory(school=walk.school, finished_on=ends, own_finished_on=ends)
    assert walk.identify_as(ect.teacher) == "leaving"
    link = walk.page("leaving").find("a", string=f"Go to {ect.teacher.full_name}’s page")
    assert link["href"] == reverse("participants:ect", args=[walk.school.urn, ect.pk])


def test_help_about_someone_here_names_them_by_their_key_only(walk):
    ect = ECTFactory(school=walk.school)
    walk.identify_as(ect.teacher)
    link = walk.page("here").find("a", string="ask DfE for help")["href"]
    context = contexts.read(link.removeprefix("/help/").strip("/"))
    assert (context.person_key, context.school_urn) == (f"ect/{ect.pk}", walk.school.urn)
    assert context.draft_id == walk.draft_id


# Looking many up


def many(monkeypatch, times=3):
    """Let few look-ups not match."""
    monkeypatch.setattr(checks, "ALLOWED", [(times, timedelta(hours=1))])


def try_dates(walk, count):
    """Guess dates of birth, and say where each guess leads."""
    responses = [
        walk.post("date-of-birth", **typed_date("date_of_birth", date(1980, 1, 1 + n)))
        for n in range(count)
    ]
    return [
        response.url.rstrip("/").split("/")[-1] if response.status_code == 302 else "wait"
        for response in responses
    ]


def test_details_cannot_be_guessed_without_end(walk, monkeypatch):
    many(monkeypatch)
    ect = ECTFactory()
    walk.identify_as(ect.teacher, born=date(1970, 1, 1))
    assert try_dates(walk, 4) == ["details-do-not-match"] * 2 + ["wait"] * 2
    right = typed_date("date_of_birth", ect.teacher.date_of_birth)
    response = walk.post("date-of-birth", **right)
    assert response.status_code == 429, "the right guess looks like any other"
    assert response.page.h1.text == "You need to wait before you try again"
    assert response.page.select_one(".govuk-back-link")["href"] == walk.url("date-of-birth")
    kept = Draft.objects.get().answers["date-of-birth"]
    assert kept["date_of_birth-day"] == ["2"], "what was typed last is not looked up later either"


def test_another_draft_does_not_help(client, monkeypatch):
    many(monkeypatch, times=1)
    school = set_up()
    ect = ECTFactory()
    RegisterWalk(client, school).identify_as(ect.teacher, born=date(1970, 1, 1))
    walk = RegisterWalk(client, school)
    walk.answer("name", first_name="Ada", last_name="Lovelace")
    walk.answer("trn", trn=ect.teacher.trn)
    assert try_dates(walk, 1) == ["wait"]


def test_another_school_of_the_tutor_does_not_help_and_another_tutor_is_free(client, monkeypatch):
    many(monkeypatch, times=1)
    ect = ECTFactory()
    first = RegisterWalk(client, set_up())
    first.identify_as(ect.teacher, born=date(1970, 1, 1))
    assert try_dates(first, 1) == ["wait"]
    other = RegisterWalk(PageClient(), set_up())
    assert other.identify_as(ect.teacher, born=date(1970, 1, 1)) == "details-do-not-match"


def test_what_matches_does_not_count(client, monkeypatch):
    many(monkeypatch, times=1)
    school = set_up()
    for n in range(5):
        assert RegisterWalk(client, school).identify(trn=f"123456{n}") == "email"
    assert not Allowance.objects.exists()


def test_a_walk_that_was_looked_up_goes_on_while_its_tutor_waits(client, monkeypatch):
    many(monkeypatch, times=1)
    school = set_up()
    begun = RegisterWalk(client, school)
    begun.identify()
    RegisterWalk(client, school).identify_as(ECTFactory().teacher, born=date(1970, 1, 1))
    assert begun.answer("date-of-birth", **typed_date("date_of_birth", ZOE["born"])) == "email"
    assert begun.answer("email", email="zoe@school.example") == "start-date"
    assert begun.post("trn", trn="7654321").status_code == 429


def test_the_same_answer_sent_again_does_not_count_again(walk, monkeypatch):
    many(monkeypatch, times=1)
    ect = ECTFactory()
    born = date(1970, 1, 1)
    walk.identify_as(ect.teacher, born=born)
    for _ in range(3):
        answer = walk.answer("date-of-birth", **typed_date("date_of_birth", born))
        assert answer == "details-do-not-match"
    assert Event.objects.filter(kind=MISMATCH).count() == 1


def test_a_look_up_that_does_not_match_is_written_down_without_what_was_typed(walk):
    ect = ECTFactory()
    walk.identify_as(ect.teacher, born=date(1970, 1, 1))
    event = Event.objects.get(kind=MISMATCH)
    assert (event.about_type, event.school_urn) == ("school", walk.school.urn)
    assert event.by_key == f"user:{walk.tutor.pk}"
    assert event.after == {"outcome": "details differ"}
    assert ect.teacher.trn not in str(event.__dict__)


def test_names_cannot_be_guessed_without_end_either(walk, monkeypatch):
    many(monkeypatch)
    ect = ECTFactory(teacher__first_name="Zoë")
    walk.identify_as(ect.teacher, first_name="Sue")
    walk.answer("other-name", has_other_name="yes")
    names = ["Sian", "Sara", "Sam", "Zoë"]
    codes = [walk.post("other-first-name", other_first_name=name).status_code for name in names]
    assert codes == [302, 302, 429, 429]
