"""Staff look after the records of ECTs and mentors."""

from datetime import date, timedelta

import pytest

from config.events.models import Event
from config.web import clock
from config.web.formats import day
from notifications.models import Email
from participants import history
from participants.models import ECTAtSchool, Training
from tests.admin.pages import REASON, change, errors_of, url
from tests.factories import (
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    ProviderPairingFactory,
    TeacherFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

from .people import who

pytestmark = pytest.mark.django_db

TODAY = clock.today
WEEK = timedelta(days=7)


def where(place, **changes):
    """What the form of a place's page sends."""
    values = {"email": place.email, "started_on": place.started_on, "cohort": place.cohort_id}
    values |= {"finished_on": place.finished_on, "appropriate_body": ""} | changes
    return {name: "" if value is None else value for name, value in values.items()} | REASON


def test_a_date_of_birth_is_corrected_and_shows_in_the_history_of_each_school(client, staff):
    teacher = TeacherFactory()
    places = [MentorFactory(teacher=teacher), MentorFactory(teacher=teacher)]
    born = date(1998, 2, 28)
    assert change(client, teacher, who(teacher, date_of_birth=born)).status_code == 302
    teacher.refresh_from_db()
    assert teacher.date_of_birth == born
    events = Event.objects.filter(about_type="teacher", about_id=teacher.pk)
    assert {event.school_urn for event in events} == {place.school.urn for place in places}
    assert {event.reason for event in events} == {"The school wrote to us"}
    assert {event.after["date_of_birth"] for event in events} == {"1998-02-28"}


@pytest.mark.parametrize("trn", ["123", "12345678", "123456a"])
def test_a_trn_that_is_none_is_an_error(client, staff, trn):
    teacher = TeacherFactory()
    assert errors_of(change(client, teacher, who(teacher, trn=trn)))


def test_a_trn_of_somebody_else_is_an_error(client, staff):
    teacher, other = TeacherFactory(), TeacherFactory()
    assert errors_of(change(client, teacher, who(teacher, trn=other.trn))) == [
        "Another teacher has this TRN"
    ]


def test_the_page_of_a_person_tells_their_story(client, staff):
    mentorship = MentorshipFactory()
    page = client.get(url(type(mentorship.ect.teacher), "change", mentorship.ect.teacher.pk))
    text = page.content.decode()
    assert f"ECT at {mentorship.school.label}" in text
    assert "Mentored by Grace Hopper" in text


def test_staff_find_a_person_however_the_trn_and_the_name_are_written(client, staff):
    teacher = TeacherFactory(trn="1234567", first_name="Zoë", last_name="O’Neill")
    ect = ECTFactory(teacher=teacher, email="zoe@school.example")
    ECTFactory(teacher__first_name="Somebody", teacher__last_name="Else")
    for model, record in [(type(teacher), teacher), (ECTAtSchool, ect)]:
        for words in ["12/34567", "RP 12/34567", "1234567", "zoe oneill", "ZOË", "zoe@school"]:
            page = client.get(url(model, "changelist"), {"q": words})
            assert list(page.context["cl"].queryset) == [record], (model, words)


def test_staff_find_a_person_by_the_name_that_a_school_of_before_knows(client, staff):
    kept = {"kept_first_name": "Zoë", "kept_last_name": "Kané", "kept_search_name": "zoe kane"}
    ect = ECTFactory(removed_at=clock.now(), **kept)
    ECTFactory(teacher__last_name="Else")
    for record in [ect.teacher, ect]:
        page = client.get(url(type(record), "changelist"), {"q": "ZOË KANÉ"})
        assert list(page.context["cl"].queryset) == [record]


def test_a_corrected_cohort_takes_training_of_ones_own_along(client, staff):
    training = TrainingFactory()
    before = CohortFactory(start_year=2025)
    assert change(client, training.ect, where(training.ect, cohort=before.pk)).status_code == 302
    training.refresh_from_db()
    assert training.cohort == before == training.ect.cohort


def test_a_cohort_in_which_providers_of_ones_own_do_not_train_is_an_error(client, staff):
    pairing = ProviderPairingFactory()
    training = TrainingFactory(
        state="training",
        lead_provider=pairing.lead_provider,
        delivery_partner=pairing.delivery_partner,
    )
    before = CohortFactory(start_year=2025)
    ProviderPairingFactory(cohort=before, lead_provider=pairing.lead_provider)
    [error] = errors_of(change(client, training.ect, where(training.ect, cohort=before.pk)))
    assert error == (
        f"Training of their own does not fit: {pairing.lead_provider} does not work with"
        f" {pairing.delivery_partner} in 2025 to 2026."
    )


def test_a_mentor_with_training_of_their_own_keeps_a_cohort(client, staff):
    term = {"cohort": CohortFactory(), "training_starts_on": date(2026, 9, 1)}
    mentor = TrainingFactory(ect=None, mentor=MentorFactory(**term), cohort=term["cohort"]).mentor
    values = where(mentor, cohort=None, training_starts_on=None)
    assert errors_of(change(client, mentor, values)) == ["Training of their own needs a cohort"]


def test_a_last_day_put_in_by_staff_ends_the_mentorship_too(client, staff):
    mentorship = MentorshipFactory()
    end = TODAY() + WEEK
    assert change(client, mentorship.ect, where(mentorship.ect, finished_on=end)).status_code == 302
    mentorship.refresh_from_db()
    mentorship.ect.refresh_from_db()
    assert (mentorship.finished_on, mentorship.own_finished_on) == (end, None)
    assert mentorship.ect.own_finished_on == end


def test_a_last_day_that_staff_take_back_gives_the_mentorship_its_days_back(client, staff):
    end = TODAY() + WEEK
    mentorship = MentorshipFactory()
    ect = mentorship.ect
    change(client, ect, where(ect, finished_on=end))
    change(client, ect, where(ect, finished_on=None))
    mentorship.refresh_from_db()
    assert mentorship.is_standing
    ect.refresh_from_db()
    assert ect.is_standing


@pytest.mark.parametrize("field", ["induction_completed_on", "induction_exempt_on"])
def test_an_induction_that_staff_end_ends_the_mentorship_and_gives_it_back(client, staff, field):
    mentorship = MentorshipFactory(started_on=TODAY() - WEEK)
    teacher = mentorship.ect.teacher
    assert change(client, teacher, who(teacher, **{field: TODAY()})).status_code == 302
    mentorship.refresh_from_db()
    assert (mentorship.finished_on, mentorship.own_finished_on) == (TODAY(), None)
    assert change(client, teacher, who(teacher, **{field: ""})).status_code == 302
    mentorship.refresh_from_db()
    assert mentorship.is_standing


def test_a_place_cannot_be_moved_over_the_next_one(client, staff):
    end = TODAY() + WEEK
    ect = ECTFactory(finished_on=end, own_finished_on=end)
    ECTFactory(teacher=ect.teacher, started_on=end)
    assert errors_of(change(client, ect, where(ect, finished_on=end + WEEK))) == [
        "The teacher is an ECT at a school in these days already"
    ]


def test_a_first_day_that_staff_correct_moves_the_end_of_the_school_before(client, staff):
    week_on = TODAY() + WEEK
    before = ECTFactory(started_on=TODAY() - WEEK, finished_on=TODAY())
    tutor = TutorAppointmentFactory(school=before.school).tutor
    ect = ECTFactory(teacher=before.teacher)
    assert (
        change(client, ect, where(ect, started_on=TODAY() - timedelta(days=2))).status_code == 200
    )
    assert change(client, ect, where(ect, started_on=week_on)).status_code == 302
    before.refresh_from_db()
    assert before.finished_on == week_on
    event = Event.objects.get(school_urn=before.school.urn)
    assert (event.kind, event.reason) == ("moved away", "The school wrote to us")
    [email] = Email.objects.all()
    assert (email.kind, email.to) == ("someone-leaving", tutor.email)
    [emailed, moved] = history.at_school(
        before.teacher, school=before.school, email=before.email, reader=tutor
    )
    assert moved.words == f"Moves to another school. Last day here: {day(before.last_day)}"
    assert moved.by == "DfE staff"
    assert emailed.words.startswith("We emailed you")


def test_where_someone_was_last_does_not_go_on_with_an_address_of_somebody_else(client, staff):
    before = ECTFactory(started_on=TODAY() - WEEK, finished_on=TODAY() - timedelta(1))
    ect = ECTFactory(teacher=before.teacher, started_on=TODAY() - timedelta(1))
    other = MentorFactory(email=before.email)
    later = where(ect, started_on=TODAY() + WEEK)
    assert errors_of(change(client, ect, later)) == [
        "Another ECT or mentor has the email address that they had there"
    ]
    assert change(client, ect, where(ect, started_on=TODAY())).status_code == 302
    ect.refresh_from_db()
    other.email = "grace@other.example"
    other.save()
    assert change(client, ect, later).status_code == 302


@pytest.mark.parametrize("days", [7, 8])
def test_a_mentor_in_training_cannot_have_moved_before_they_started(client, staff, days):
    training = {"cohort": CohortFactory(), "training_starts_on": date(2026, 9, 1)}
    before = MentorFactory(started_on=TODAY() - WEEK, finished_on=TODAY(), **training)
    mentor = MentorFactory(teacher=before.teacher, is_move=True, **training)
    early = training | {"started_on": TODAY() - timedelta(days), "cohort": mentor.cohort.pk}
    assert errors_of(change(client, mentor, where(mentor, **early))) == [
        "They must start after they started where they were last"
    ]
    day_after = early | {"started_on": TODAY() - WEEK + timedelta(1)}
    assert change(client, mentor, where(mentor, **day_after)).status_code == 302
    before.refresh_from_db()
    assert before.finished_on == day_after["started_on"]


@pytest.mark.parametrize("inside", [MentorshipFactory, TrainingFactory])
def test_a_place_cannot_begin_after_what_lies_inside(client, staff, inside):
    ect = inside().ect
    [error] = errors_of(change(client, ect, where(ect, started_on=TODAY() + WEEK)))
    assert error.endswith("begins before this day. Correct that first.")


def test_an_address_of_somebody_else_is_an_error(client, staff):
    mentor, ect = MentorFactory(), ECTFactory()
    assert errors_of(change(client, ect, where(ect, email=mentor.email.upper()))) == [
        "Another ECT or mentor is registered with this email address"
    ]


def test_an_address_that_has_gone_to_somebody_else_is_an_error_for_who_is_back(client, staff):
    day = TODAY() - WEEK
    ect = ECTFactory(started_on=day - WEEK, finished_on=day, own_finished_on=day)
    MentorFactory(email=ect.email)
    assert errors_of(change(client, ect, where(ect, finished_on=None))) == [
        "Another ECT or mentor is registered with this email address"
    ]


def test_an_address_is_kept_without_capitals(client, staff):
    ect = ECTFactory()
    assert change(client, ect, where(ect, email="Ada@School.Example")).status_code == 302
    ect.refresh_from_db()
    assert ect.email == "ada@school.example"


def test_a_mentorship_stays_inside_the_days_of_both(client, staff):
    mentorship = MentorshipFactory()
    early = {"started_on": TODAY() - WEEK, "finished_on": ""} | REASON
    assert errors_of(change(client, mentorship, early)) == [
        "It must lie inside the days of Ada Lovelace at the school"
    ]
    fits = {"started_on": TODAY(), "finished_on": TODAY() + WEEK} | REASON
    assert change(client, mentorship, fits).status_code == 302
    mentorship.refresh_from_db()
    assert mentorship.own_finished_on == TODAY() + WEEK
    event = Event.objects.get()
    assert (event.about_type, event.about_id) == ("teacher", str(mentorship.ect.teacher.pk))


def own_training(place, **changes):
    """What the form for training of one's own sends."""
    values = {"ect": place.pk, "state": "training", "started_on": TODAY()}
    return values | changes | REASON


def test_staff_give_someone_a_provider_of_their_own(client, staff):
    ect = ECTFactory()
    pairing = ProviderPairingFactory()
    providers = {
        "lead_provider": pairing.lead_provider.pk,
        "delivery_partner": pairing.delivery_partner.pk,
    }
    answer = client.post(url(Training, "add"), own_training(ect, **providers))
    assert answer.status_code == 302
    training = Training.objects.get()
    assert (training.cohort, training.delivery_partner) == (ect.cohort, pairing.delivery_partner)
    event = Event.objects.get()
    assert (event.school_urn, event.about_id) == (ect.school.urn, str(ect.teacher.pk))


def test_staff_pause_training(client, staff):
    ect = ECTFactory()
    answer = client.post(url(Training, "add"), own_training(ect, state="paused"))
    assert answer.status_code == 302
    assert Training.objects.get().state == "paused"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, "Choose a lead provider, or that training is paused"),
        ({"ect": "", "state": "paused"}, "Choose an ECT or a mentor"),
        (
            {"state": "paused", "started_on": TODAY() - WEEK},
            "It must lie inside their days at the school",
        ),
    ],
)
def test_training_that_says_nothing_or_lies_outside_is_an_error(client, staff, changes, error):
    values = own_training(ECTFactory(), **changes)
    assert error in errors_of(client.post(url(Training, "add"), values))


def test_training_of_a_mentor_who_is_not_trained_is_an_error(client, staff):
    values = own_training(ECTFactory(), ect="", mentor=MentorFactory().pk, state="paused")
    assert errors_of(client.post(url(Training, "add"), values)) == [
        "This mentor is not trained at this school"
    ]
