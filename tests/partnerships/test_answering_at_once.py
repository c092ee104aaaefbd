"""People of one school who answer in the same moment, with real threads."""

from functools import partial

import pytest

from notifications.models import Email
from schools.models import SchoolCohort, TutorAppointment
from tests.at_once import at_once
from tests.conftest import PageClient
from tests.factories import InvitationFactory

from .situations import Walk, provider_led_last_year, tutored

pytestmark = pytest.mark.django_db(transaction=True)


def sent_at_once(walks):
    """Send them all in the same moment, and return where each was led."""
    return at_once(*[partial(_send, walk) for walk in walks])


def _send(walk):
    return walk.post("check-answers").url


def test_a_double_press_answers_once():
    walk = Walk(PageClient())
    walk.answer("expects-ects", expects_ects="no")
    led_to = sent_at_once([walk] * 4)
    assert led_to == ["../confirmation/"] * 4
    assert Email.objects.count() == SchoolCohort.objects.count() == 1


def test_one_of_two_different_answers_stands_and_the_other_is_told():
    invitation = InvitationFactory()
    walks = [Walk(PageClient(), invitation) for _ in range(2)]
    for walk, address in zip(walks, ["ada@school.example", "eve@school.example"], strict=True):
        walk.answer("expects-ects", expects_ects="yes")
        walk.nominate(email=address)
    led_to = sent_at_once(walks)
    assert led_to.count("../confirmation/") == 1
    assert [url for url in led_to if url.endswith("/answered/")]
    assert TutorAppointment.objects.count() == 1


def test_two_tutors_nominated_at_once_do_not_oust_each_other():
    invitation = InvitationFactory()
    walks = [Walk(PageClient(), invitation) for _ in range(2)]
    for walk, address in zip(walks, ["ada@school.example", "eve@school.example"], strict=True):
        walk.answer("expects-ects", expects_ects="unknown")
        walk.nominate(email=address)
    led_to = sent_at_once(walks)
    assert led_to.count("../confirmation/") == 1
    assert [url for url in led_to if url.endswith("/still-your-tutor/")]
    assert TutorAppointment.objects.count() == 1


def test_a_partnership_continued_twice_at_once_is_one():
    last = provider_led_last_year()
    tutor = tutored(last.school)
    invitations = [
        InvitationFactory(school=last.school, recipient="tutor", sent_to=tutor.email),
        InvitationFactory(school=last.school),
    ]
    walks = [Walk(PageClient(), invitation) for invitation in invitations]
    walks[1].answer("still-your-tutor", still_tutor="yes")
    for walk in walks:
        walk.answer("expects-ects", expects_ects="yes")
        walk.answer("continue", goes_on="yes")
        walk.answer("appropriate-body-type", body_type="not_appointed")
    led_to = sent_at_once(walks)
    assert led_to.count("../confirmation/") == 1
    assert last.school.partnerships.filter(cohort__start_year=2026).count() == 1
    assert Email.objects.filter(kind="partnership-continued").count() == 1
