"""What ECTs and mentors are told when they are registered, removed or assigned."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup

from config.web import clock
from notifications import previews
from notifications.models import Email
from participants.emails import mentors, people, registrations
from tests.factories import (
    AppropriateBodyFactory,
    CohortFactory,
    ECTFactory,
    MentorFactory,
    MentorshipFactory,
    PartnershipFactory,
    ProviderPairingFactory,
    SchoolCohortFactory,
    SchoolFactory,
    TeacherFactory,
    TrainingFactory,
)

pytestmark = pytest.mark.django_db

MOST_WORDS = 25
PROGRAMMES = {
    "provider_led": "DfE pays for your training.",
    "school_funded_provider": "which your school pays for",
    "core_materials": "with materials that DfE has accredited",
    "own_design": "based on the early career framework",
    "school_led": "Your school has designed the training and gives it itself.",
}


def set_up(**answer):
    """A school that has set up training for 2026."""
    school = SchoolFactory(name="Ashford School")
    details = {"programme": "provider_led"} | answer
    return SchoolCohortFactory(school=school, cohort=CohortFactory(), **details).school


def with_partnership(**partnership):
    """One that trains with Northern Lights, and its partner in Kent."""
    pairing = ProviderPairingFactory(
        cohort=CohortFactory(),
        lead_provider__name="Northern Lights",
        delivery_partner__name="Kent Hub",
    )
    return PartnershipFactory(school=set_up(), pairing=pairing, **partnership).school


def trained(school, **mentor):
    """A mentor who is trained through a school from autumn 2026."""
    details = {"cohort": CohortFactory(), "training_starts_on": date(2026, 9, 1)} | mentor
    return MentorFactory(school=school, **details)


def sent(write, *about):
    """The one email that this writes, which reads well."""
    write(*about)
    email = Email.objects.get()
    for sentence in re.split(r"(?<=[.:?!])\s+|\n+", f"{email.subject}\n{email.body}"):
        assert len(sentence.split()) <= MOST_WORDS, sentence
    assert "  " not in email.body
    assert "None" not in email.body
    return email


# Registered as an ECT


def test_an_ect_hears_who_has_registered_them_and_from_when():
    ect = ECTFactory(
        school=set_up(), teacher__first_name="Zoë", started_on=date(2026, 9, 1), email="zoe@a.sch"
    )
    email = sent(registrations.ect_registered, ect)
    assert email.to == "zoe@a.sch"
    assert email.subject == "Ashford School has registered you as an early career teacher"
    assert email.body.startswith("Dear Zoë\n")
    assert "You start there on 1 September 2026." in email.body


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_an_ect_hears_how_the_school_trains_them_and_of_no_other_way(programme):
    email = sent(registrations.ect_registered, ECTFactory(school=set_up(programme=programme)))
    told = [known for known, words in PROGRAMMES.items() if words in email.body]
    assert told == [programme]


def test_an_ect_hears_who_their_providers_are():
    email = sent(registrations.ect_registered, ECTFactory(school=with_partnership()))
    assert "* Lead provider, which runs the training: Northern Lights\n" in email.body
    assert "* Delivery partner, which gives it near you: Kent Hub\n" in email.body


def test_an_ect_hears_that_the_delivery_partner_is_not_known_yet():
    school = with_partnership(delivery_partner=None)
    email = sent(registrations.ect_registered, ECTFactory(school=school))
    assert "near you: not known yet" in email.body


def test_an_ect_is_told_by_the_school_who_the_provider_is_where_we_do_not_know():
    email = sent(registrations.ect_registered, ECTFactory(school=set_up()))
    assert "Your school will tell you which one it is." in email.body
    assert "Lead provider" not in email.body


def test_an_ect_hears_of_their_own_providers_rather_than_the_schools():
    ect = ECTFactory(school=with_partnership())
    own = ProviderPairingFactory(
        lead_provider__name="Southern Skies", delivery_partner__name="Dover"
    )
    TrainingFactory(
        ect=ect,
        state="training",
        lead_provider=own.lead_provider,
        delivery_partner=own.delivery_partner,
    )
    email = sent(registrations.ect_registered, ect)
    assert "Southern Skies" in email.body
    assert "Northern Lights" not in email.body


@pytest.mark.parametrize(
    ("school_s", "own", "expected"),
    [
        ("Kent Hub", None, "Yours is Kent Hub."),
        ("Kent Hub", "Essex Hub", "Yours is Essex Hub."),
        (None, None, "Your school will tell you who yours is."),
    ],
)
def test_an_ect_hears_who_their_appropriate_body_is(school_s, own, expected):
    bodies = {name: AppropriateBodyFactory(name=name) for name in (school_s, own) if name}
    school = set_up(appropriate_body=bodies.get(school_s))
    ect = ECTFactory(school=school, appropriate_body=bodies.get(own))
    assert expected in sent(registrations.ect_registered, ect).body


# Registered as a mentor


def test_a_mentor_hears_when_training_starts_and_with_whom():
    email = sent(registrations.mentor_registered, trained(with_partnership()))
    assert email.subject == "Ashford School has registered you as a mentor"
    assert "Your mentor training starts in the autumn term 2026. DfE pays for it." in email.body
    assert "runs the training: Northern Lights\n" in email.body
    assert "near you: Kent Hub\n" in email.body


def test_a_mentor_hears_of_the_providers_of_their_own():
    mentor = trained(with_partnership())
    own = ProviderPairingFactory(lead_provider__name="Southern Skies")
    TrainingFactory(
        ect=None,
        mentor=mentor,
        cohort=mentor.cohort,
        state="training",
        lead_provider=own.lead_provider,
    )
    email = sent(registrations.mentor_registered, mentor)
    assert "runs the training: Southern Skies\n" in email.body
    assert "near you: not known yet" in email.body
    assert "Northern Lights" not in email.body


def test_a_mentor_is_told_by_the_school_who_the_provider_is_where_we_do_not_know():
    email = sent(registrations.mentor_registered, trained(set_up()))
    assert "It comes from a training provider. Your school will tell you" in email.body


@pytest.mark.parametrize("programme", sorted(set(PROGRAMMES) - {"provider_led"}))
def test_a_mentor_hears_that_dfe_does_not_pay_where_it_does_not(programme):
    email = sent(registrations.mentor_registered, trained(set_up(programme=programme)))
    assert "In 2026 to 2027 DfE does not pay for mentor training at Ashford School." in email.body
    assert "DfE pays" not in email.body


def test_a_mentor_who_is_trained_already_hears_that_nothing_is_left_to_do():
    mentor = MentorFactory(
        school=with_partnership(), teacher__mentor_training_completed_on=date(2025, 7, 1)
    )
    email = sent(registrations.mentor_registered, mentor)
    assert "You have completed mentor training." in email.body
    assert "Northern Lights" not in email.body


def test_a_mentor_who_is_trained_elsewhere_hears_that_it_stays_so():
    email = sent(registrations.mentor_registered, MentorFactory(school=with_partnership()))
    assert "You get mentor training through another school. That stays as it is." in email.body
    assert "Northern Lights" not in email.body


# Removed


@pytest.mark.parametrize(
    ("factory", "as_what"), [(ECTFactory, "early career teacher"), (MentorFactory, "mentor")]
)
def test_someone_hears_that_their_registration_was_a_mistake(factory, as_what):
    place = factory(school=set_up(), removed_at=clock.now())
    email = sent(registrations.registration_removed, place)
    assert email.subject == "Ashford School has removed your registration"
    assert f"as a{'n' if as_what[0] == 'e' else ''} {as_what}" in email.body
    assert "You are not registered at Ashford School any more." in email.body


def test_an_ect_and_a_mentor_with_one_number_both_hear_of_it():
    school, removed_at = set_up(), clock.now()
    registrations.registration_removed(ECTFactory(pk=77, school=school, removed_at=removed_at))
    registrations.registration_removed(MentorFactory(pk=77, school=school, removed_at=removed_at))
    assert Email.objects.count() == 2


# Assigned


def test_a_mentor_hears_whom_they_mentor_and_from_when():
    mentorship = MentorshipFactory(
        school=set_up(),
        ect__teacher__first_name="Zoë",
        ect__teacher__last_name="Smith",
        mentor__email="grace@a.sch",
        started_on=date(2027, 1, 4),
    )
    email = sent(mentors.mentor_assigned, mentorship)
    assert email.to == "grace@a.sch"
    assert email.subject == "You are the mentor of Zoë Smith at Ashford School"
    assert "* Zoë Smith, from 4 January 2027\n" in email.body
    assert "What a mentor does" in email.body


def test_a_mentor_of_several_hears_of_all_in_one_email():
    mentor = MentorFactory(school=set_up())
    agreed = [
        MentorshipFactory(school=mentor.school, mentor=mentor, ect__teacher__last_name=name)
        for name in ("Adams", "Brown")
    ]
    email = sent(mentors.mentor_assigned, *agreed)
    assert email.subject == "You are the mentor of 2 ECTs at Ashford School"
    assert [line[:11] for line in email.body.splitlines() if line.startswith("* Ada")] == [
        "* Ada Adams",
        "* Ada Brown",
    ]


# All of them


def every_email(teacher):
    """One of each kind, to someone."""
    school = with_partnership()
    ect = ECTFactory(school=school, teacher=teacher)
    mentor = MentorFactory(school=school, teacher=teacher)
    registrations.ect_registered(ect)
    registrations.mentor_registered(mentor)
    ect.removed_at = clock.now()
    registrations.registration_removed(ect)
    mentors.mentor_assigned(
        MentorshipFactory(school=school, mentor=mentor, ect__teacher=TeacherFactory())
    )
    return list(Email.objects.all())


def test_they_are_about_the_person_at_the_school():
    teacher = TeacherFactory()
    emails = every_email(teacher)
    school = teacher.ect_places.get().school
    assert {email.kind for email in emails} == {
        "ect-registered",
        "mentor-registered",
        "mentor-assigned",
        "registration-removed",
    }
    assert {(email.about_type, email.about_id, email.school_urn) for email in emails} == {
        ("teacher", str(teacher.pk), school.urn)
    }


def test_they_say_how_data_are_used_and_whom_to_ask():
    for email in every_email(TeacherFactory()):
        page = BeautifulSoup(previews.as_read(email), "html.parser")
        links = {link["href"] for link in page.select("a")}
        assert links == {"http://testserver/privacy/", "http://testserver/help/"}
        assert "Speak to the induction tutor at Ashford School" in page.text


def test_the_same_event_sends_one_email_and_the_next_registration_another():
    school = set_up()
    first = ECTFactory(school=school, removed_at=clock.now())
    again = ECTFactory(school=school, teacher=first.teacher)
    mentor = MentorFactory(school=school)
    for _ in range(2):
        registrations.ect_registered(first)
        registrations.registration_removed(first)
        registrations.mentor_registered(mentor)
    assert Email.objects.count() == 3
    registrations.ect_registered(again)
    assert Email.objects.filter(kind="ect-registered").count() == 2


@pytest.mark.parametrize(
    "name", ["http://evil.example", "[click](http://evil.example)", "((help))", "www.evil.example"]
)
def test_a_link_in_a_name_is_no_link(name):
    for email in every_email(TeacherFactory(first_name=name, last_name=name)):
        page = BeautifulSoup(previews.as_read(email), "html.parser")
        assert {link["href"] for link in page.select("a")} == set(people.pages(email).values())
        assert not re.search(r"https?://evil|www\.e|evil\.e", email.subject + email.body)
