"""Staff see which closed schools wait, and hand over to a school of their choice."""

import pytest
from django.contrib.auth.models import Permission

from config.events.models import Event
from notifications.models import Email
from participants.models import ECTAtSchool
from participants.queries import training_of
from schools.models import ClosedSchool, SchoolCohort, SchoolLink
from tests.admin.pages import REASON, change, errors_of, queries_of, url
from tests.conftest import sign_in
from tests.factories import (
    CohortFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    StaffFactory,
    TrainingFactory,
    TutorAppointmentFactory,
)

from .handing_over import (
    DAY,
    FIRST_DAY,
    LONG_AGO,
    TODAY,
    check_records,
    closed,
    closed_and_new,
    ect_of,
    full_school,
    linked,
    mentor_of,
    mentored,
    set_up,
)
from .handing_over import _september as _september

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    """Someone with every permission, signed in."""
    person = StaffFactory()
    sign_in(client, person)
    return person


def hand_over(client, old, new, **values):
    """Send the form of a closed school's page."""
    return change(client, ClosedSchool.objects.get(pk=old.pk), {"to": new.urn} | REASON | values)


def merging():
    """Two closed schools and the one in the place of both, where training is set up."""
    first, second = full_school()
    other = closed(name="Sandhills School")
    TutorAppointmentFactory(school=other, started_on=LONG_AGO)
    linked(other, second)
    return first, other, second


def test_the_list_says_why_each_waits_and_what_it_has(client, staff):
    old, new = full_school()
    SchoolLink.objects.all().delete()
    due, successor = closed_and_new()
    page = client.get(url(ClosedSchool, "changelist")).content.decode()
    assert old.name in page
    assert "GIAS names no school that took its place." in page
    assert f"It goes to {successor.label} with the next run of the command." in page
    read = client.get(url(ClosedSchool, "change", due.pk)).content.decode()
    assert f'name="to" value="{successor.urn}"' in read
    assert url(type(successor), "change", successor.pk) in read
    assert client.get(url(ClosedSchool, "change", new.pk)).status_code == 302


def test_the_pages_say_what_they_show_and_leave_nothing_to_edit_afterwards(client, staff):
    old, _ = full_school()
    pages = [
        client.get(url(ClosedSchool, "changelist")).content.decode(),
        client.get(url(ClosedSchool, "change", old.pk)).content.decode(),
    ]
    assert "<h1>Closed schools with records to hand over</h1>" in pages[0]
    assert "<h1>Closed school with records to hand over</h1>" in pages[1]
    assert "_continue" not in pages[1]


def test_a_longer_list_takes_no_more_queries(client, staff):
    full_school()
    few = queries_of(lambda: client.get(url(ClosedSchool, "changelist")))
    for _ in range(3):
        full_school()
    assert queries_of(lambda: client.get(url(ClosedSchool, "changelist"))) == few


def test_what_has_nothing_left_is_not_listed(client, staff):
    old, new = full_school()
    assert hand_over(client, old, new).status_code == 302
    page = client.get(url(ClosedSchool, "changelist"))
    assert not page.context["cl"].result_count
    assert "Handed over: " in page.content.decode()


def test_staff_hand_over_to_a_school_of_their_choice(client, staff, capsys):
    old, _ = full_school()
    ect = old.ects.get()
    chosen = SchoolFactory(name="Chosen School")
    SchoolLink.objects.all().delete()
    assert hand_over(client, old, chosen).status_code == 302
    assert chosen.find_tutor()
    assert chosen.ects.get().teacher == ect.teacher
    assert chosen.partnerships.standing().exists()
    event = Event.objects.get(kind="school handed over")
    assert event.by_key == f"staff:{staff.pk}"
    assert event.reason == "The school wrote to us"
    assert event.after["other school"] == chosen.label
    assert Event.objects.get(kind="ECT taken over").reason == "The school wrote to us"
    assert not Event.objects.filter(kind="changed in the admin").exists()
    assert check_records(capsys) == ""


def test_a_school_without_a_closing_date_is_handed_over_from_today(client, staff):
    old, new = full_school()
    old.closed_on = None
    old.save()
    hand_over(client, old, new)
    assert new.ects.get().started_on == TODAY


def test_what_the_chosen_school_has_stays_as_it_is(client, staff, capsys):
    first, other, new = merging()
    hand_over(client, first, new)
    tutor = new.find_tutor()
    answer = new.cohorts.get()
    partnership = new.partnerships.get()
    set_up(other, lead_provider=partnership.lead_provider, delivery_partner=None, pairing=None)
    SchoolCohortFactory(
        school=other, cohort=CohortFactory(start_year=2024), programme="core_materials"
    )
    mentored(other)
    assert hand_over(client, other, new).status_code == 302
    assert new.find_tutor() == tutor
    assert new.cohorts.get(cohort=answer.cohort).appropriate_body == answer.appropriate_body
    assert new.cohorts.get(cohort__start_year=2024).programme == "core_materials"
    assert new.partnerships.get() == partnership
    assert other.partnerships.get().ending == "handed_over"
    assert new.ects.count() == new.mentors.count() == new.mentorships.count() == 2
    assert check_records(capsys) == ""


def test_the_tutors_of_both_hear_of_it(client, staff):
    first, other, new = merging()
    hand_over(client, first, new)
    stays, goes = new.find_tutor(), other.find_tutor()
    ect_of(other)
    Email.objects.all().delete()
    set_up(
        other,
        lead_provider=new.partnerships.get().lead_provider,
        pairing=None,
        delivery_partner=None,
    )
    hand_over(client, other, new)
    [told] = Email.objects.filter(to=stays.email)
    assert told.kind == "school-taken-over"
    assert "You are the induction tutor for the new school. " in told.body
    [told] = Email.objects.filter(to=goes.email)
    assert told.kind == "school-handed-over"
    assert "The new school has an induction tutor of its own" in told.body
    assert not goes.appointments.standing().exists()


def test_a_tutor_of_both_schools_hears_of_one_thing_alone(client, staff):
    old, new = full_school()
    tutor = old.find_tutor()
    TutorAppointmentFactory(school=new, tutor=tutor)
    hand_over(client, old, new)
    assert [email.kind for email in Email.objects.filter(to=tutor.email)] == ["school-taken-over"]
    assert tutor.appointments.standing().get().school == new


# What is in the way


def refused(client, old, new):
    """Why it was not handed over, nothing having changed."""
    [error] = errors_of(hand_over(client, old, new))
    assert not ECTAtSchool.objects.filter(started_on=FIRST_DAY).exists()
    assert not Event.objects.exists()
    return error


def test_people_who_would_get_another_provider_are_in_the_way(client, staff):
    old, new = full_school()
    providers = old.partnerships.get().providers
    set_up(new)
    error = refused(client, old, new)
    assert error == (
        f"{providers} trains 1 of the people of {old.label} in 2025 to 2026, and not those of"
        f" {new.label}: give them training of their own first, or change the school’s."
    )


def test_people_who_would_get_another_delivery_partner_are_in_the_way(client, staff):
    old, new = full_school()
    theirs = old.partnerships.get()
    pairing = ProviderPairingFactory(cohort=theirs.cohort, lead_provider=theirs.lead_provider)
    set_up(new, pairing=pairing)
    assert f"{theirs.providers} trains 1 of the people" in refused(client, old, new)


def test_ects_and_mentors_in_training_go_to_a_school_that_trains_them_alike(client, staff):
    old, new = full_school()
    theirs = old.partnerships.get()
    term = {"cohort": theirs.cohort, "training_starts_on": LONG_AGO}
    mentor_of(old, **term)
    providers = {"lead_provider": theirs.lead_provider, "delivery_partner": theirs.delivery_partner}
    set_up(new, pairing=None, **providers)
    assert hand_over(client, old, new).status_code == 302
    assert new.mentors.filter(**term).exists()


def test_people_whose_provider_is_not_known_yet_are_not_in_the_way(client, staff):
    old, new = full_school()
    old.partnerships.update(finished_on=LONG_AGO + DAY, ending="mistake")
    partnership = set_up(new)
    assert hand_over(client, old, new).status_code == 302
    assert training_of(new.ects.get()).lead_provider == partnership.lead_provider


def test_people_with_providers_of_their_own_are_not_in_the_way(client, staff):
    old, new = full_school()
    theirs = old.partnerships.get()
    set_up(new)
    TrainingFactory(
        ect=old.ects.get(),
        started_on=LONG_AGO,
        state="training",
        lead_provider=theirs.lead_provider,
        delivery_partner=theirs.delivery_partner,
    )
    assert hand_over(client, old, new).status_code == 302


@pytest.mark.parametrize("answer", [{"expects_ects": "no"}, {"expects_ects": "yes"}])
def test_a_cohort_that_the_school_has_not_set_up_is_in_the_way(client, staff, answer):
    old, new = full_school()
    SchoolCohortFactory(school=new, cohort=CohortFactory(start_year=2025), **answer)
    assert refused(client, old, new) == (
        f"{new.label} has not set up training for 2025 to 2026, in which 1 of the people of"
        f" {old.label} train: let it do so first."
    )


def test_a_mentor_at_both_schools_is_in_the_way(client, staff):
    old, new = full_school()
    mentor_of(new, teacher=old.mentors.get().teacher)
    assert refused(client, old, new) == (
        "Grace Hopper mentors at both schools: end one of the places first."
    )


def test_a_programme_that_the_school_may_not_choose_is_in_the_way(client, staff):
    old, _ = full_school()
    independent = SchoolFactory(type_code=11)
    error = refused(client, old, independent)
    assert "cannot choose “Use a training provider, funded by DfE”" in error


def test_a_school_that_may_not_take_over_is_in_the_way(client, staff):
    old, new = full_school()
    other = closed()
    assert refused(client, old, other) == f"{other.label} may not register people."
    assert errors_of(hand_over(client, old, old)) == ["Enter the URN of another school"]
    assert errors_of(hand_over(client, old, new, to="999999")) == [
        "We have no school with this URN"
    ]
    assert errors_of(hand_over(client, old, new, to="")) == [
        "Enter the URN of the school that takes over"
    ]


def test_a_school_that_closes_today_waits_until_tomorrow(client, staff):
    old, new = full_school()
    old.closed_on = TODAY
    old.save()
    assert "hands over from 11 September 2026 on: wait" in refused(client, old, new)


def test_it_takes_a_reason(client, staff):
    old, new = full_school()
    errors = errors_of(hand_over(client, old, new, reason_for_change=""))
    assert errors == ["Enter the reason for the change"]
    assert not SchoolCohort.objects.filter(school=new).exists()


def test_who_may_only_look_hands_nothing_over(client):
    person = StaffFactory(is_superuser=False)
    person.user_permissions.set(Permission.objects.filter(codename="view_closedschool"))
    sign_in(client, person)
    old, new = full_school()
    page = client.get(url(ClosedSchool, "change", old.pk)).content.decode()
    assert "It goes to Rosewood Academy" in page
    assert 'name="to"' not in page
    assert hand_over(client, old, new).status_code == 403
