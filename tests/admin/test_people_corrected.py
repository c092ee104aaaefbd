"""Who hears when staff correct the record of an ECT or a mentor."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from config.events.models import Event
from config.events.services import Actor
from config.web import clock
from config.web.models import Draft
from notifications import kinds
from notifications.models import Email
from participants import history
from participants.services import completions
from tests.admin.pages import change
from tests.factories import (
    DraftFactory,
    ECTFactory,
    MentorFactory,
    SupportRequestFactory,
    UserFactory,
)

from .people import who

pytestmark = pytest.mark.django_db


def asked_to_check(trn, **more):
    """A tutor's request to check a TRN, with the answers that wait for it."""
    draft = DraftFactory(resume_url="/schools/100001/ects-and-mentors/add-ect/")
    return SupportRequestFactory(
        trn=trn, draft_id=draft.pk, topic="Check the details of an ECT", **more
    )


def closed(request):
    request.refresh_from_db()
    return not request.is_open


def test_a_tutor_who_asked_hears_that_the_record_is_corrected_and_goes_on(client, staff):
    teacher = ECTFactory().teacher
    request = asked_to_check(teacher.trn)
    change(client, teacher, who(teacher, date_of_birth=date(1998, 2, 28)))
    assert closed(request)
    email = Email.objects.get()
    assert (email.kind, email.to) == ("record-corrected", request.email)
    links = kinds.get(email.kind).links(email)
    assert links["link"].endswith("/schools/100001/ects-and-mentors/add-ect/")


def test_a_tutor_whose_answers_are_gone_hears_it_too(client, staff):
    teacher = ECTFactory().teacher
    request = asked_to_check(teacher.trn)
    Draft.objects.all().delete()
    change(client, teacher, who(teacher, first_name="Augusta"))
    email = Email.objects.get(kind="record-corrected")
    assert closed(request)
    assert kinds.get(email.kind).links(email)["link"].endswith("/schools/")


def test_a_trn_that_was_somebody_elses_is_free_to_go_on_with(client, staff):
    teacher = ECTFactory(teacher__trn="1234567").teacher
    before, after = asked_to_check("1234567"), asked_to_check("7654321")
    change(client, teacher, who(teacher, trn="7654321"))
    assert closed(before)
    assert closed(after)
    assert Email.objects.filter(kind="record-corrected").count() == 2


def test_what_decides_nothing_leaves_requests_open(client, staff):
    teacher = ECTFactory().teacher
    request, elsewhere = asked_to_check(teacher.trn), asked_to_check("7654321")
    change(client, teacher, who(teacher, last_name="Byron"))
    assert not closed(request)
    change(client, teacher, who(teacher, last_name="Byron", date_of_birth=date(1998, 2, 28)))
    assert closed(request)
    assert not closed(elsewhere)


def test_a_person_hears_of_another_name(client, staff):
    ect = ECTFactory()
    change(client, ect.teacher, who(ect.teacher, last_name="Byron"))
    email = Email.objects.get()
    assert (email.kind, email.to) == ("name-changed", ect.email)
    assert "DfE) has checked your record" in email.body
    assert "Ada Byron" in email.body
    assert "Ada Lovelace" in email.body


def test_correcting_a_date_of_birth_tells_the_person_nothing(client, staff):
    teacher = ECTFactory().teacher
    change(client, teacher, who(teacher, date_of_birth=date(1998, 2, 28)))
    assert not Email.objects.exists()


# What someone has completed

STARTED, COMPLETED, LEFT = date(2025, 9, 1), date(2026, 3, 2), date(2026, 5, 4)


def left(make, **details):
    """Someone who had left before, one who left after, and where they are now, one person."""
    end = {"finished_on": COMPLETED, "own_finished_on": COMPLETED}
    first = make(started_on=STARTED, **end, **details)
    second = make(
        teacher=first.teacher, started_on=COMPLETED, finished_on=LEFT, own_finished_on=LEFT
    )
    return [first, second, make(teacher=first.teacher, started_on=LEFT)]


def reads(place):
    """What the school of a place reads of what has happened, the first first."""
    found = history.at_school(
        place.teacher, school=place.school, email=place.email, reader=UserFactory()
    )
    return [one.words for one in reversed(found)]


@pytest.mark.parametrize(
    ("make", "field", "complete", "words"),
    [
        (
            ECTFactory,
            "induction_completed_on",
            completions.complete_induction,
            "Induction completed on 2 March 2026",
        ),
        (
            ECTFactory,
            "induction_exempt_on",
            completions.exempt,
            "Exempt from induction from 2 March 2026",
        ),
        (
            MentorFactory,
            "mentor_training_completed_on",
            completions.complete_mentor_training,
            "Mentor training completed on 2 March 2026",
        ),
    ],
)
def test_what_staff_say_was_completed_shows_where_it_would_from_a_file(
    client, staff, make, field, complete, words
):
    from_file, by_staff = left(make), left(make)
    complete(from_file[0].teacher, on=COMPLETED, by=Actor.command("tests"))
    teacher = by_staff[0].teacher
    assert change(client, teacher, who(teacher, **{field: COMPLETED})).status_code == 302
    assert [reads(place) for place in by_staff] == [[], [words], [words]]
    assert [reads(place) for place in from_file] == [[], [words], [words]]
    told = Event.objects.filter(about_id=teacher.pk, school_urn__isnull=False)
    assert {(one.by_key, one.reason) for one in told} == {
        (f"staff:{staff.pk}", "The school wrote to us")
    }
    [whole] = Event.objects.filter(about_id=teacher.pk, school_urn=None)
    assert (whole.kind, whole.after) == ("changed in the admin", {field: "2026-03-02"})


def test_what_staff_take_back_shows_where_it_was_read(client, staff):
    ects = left(ECTFactory, teacher__induction_completed_on=COMPLETED + timedelta(days=1))
    teacher = ects[0].teacher
    change(client, teacher, who(teacher, induction_completed_on="", induction_exempt_on=LEFT))
    taken_back = "Induction was not completed on 3 March 2026"
    exempt = "Exempt from induction from 4 May 2026"
    assert [reads(ect) for ect in ects] == [[], [taken_back], [taken_back, exempt]]
    mentors = left(MentorFactory, teacher__mentor_training_completed_on=LEFT)
    teacher = mentors[0].teacher
    change(client, teacher, who(teacher))
    assert [reads(mentor) for mentor in mentors] == [
        [],
        [],
        ["Mentor training was not completed on 4 May 2026"],
    ]


# The name at schools of before


@pytest.mark.parametrize("factory", [ECTFactory, MentorFactory])
def test_a_school_that_they_have_left_keeps_the_name_that_it_knew(client, staff, factory):
    until = {"finished_on": clock.today(), "own_finished_on": clock.today()}
    started_on = clock.today() - timedelta(days=30)
    place = factory(teacher__last_name="Lovelace", started_on=started_on, **until)
    change(client, place.teacher, who(place.teacher, last_name="King"))
    place.refresh_from_db()
    assert (place.last_name, place.teacher.last_name) == ("Lovelace", "King")
    name = f"admin:participants_{place._meta.model_name}_change"
    page = client.get(reverse(name, args=[place.pk]))
    assert f"{place.teacher.first_name} Lovelace" in page.text


def test_where_an_induction_is_not_over_after_all_the_name_is_that_of_now(client, staff):
    place = ECTFactory(teacher__last_name="Lovelace", started_on=clock.today() - timedelta(days=30))
    completions.complete_induction(place.teacher, on=clock.today(), by=Actor("user:1", "Grace"))
    teacher = place.teacher
    over = {"induction_completed_on": clock.today()}
    change(client, teacher, who(teacher, last_name="King", **over))
    place = type(place).objects.get()
    assert place.last_name == "Lovelace"
    change(client, place.teacher, who(place.teacher))
    place = type(place).objects.get()
    assert place.is_current
    assert place.last_name == "King"
