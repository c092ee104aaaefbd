"""A person's record reads as a story: each place, and what was so in its days."""

from datetime import date

import pytest

from participants import timeline
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

AUTUMN, SPRING, SUMMER = date(2026, 9, 1), date(2027, 1, 1), date(2027, 4, 1)


def provider_led(school, provider, *, started_on=date(2026, 6, 1), **more):
    """The school's partnership, with a provider of that name."""
    pairing = ProviderPairingFactory(
        lead_provider__name=provider, delivery_partner__name=f"{provider} Partners"
    )
    return PartnershipFactory(school=school, pairing=pairing, started_on=started_on, **more)


def test_nobody_without_a_place_has_a_story():
    assert timeline.story(TeacherFactory()) == []


def test_a_move_is_two_chapters_each_with_its_own_school():
    first = ECTFactory(started_on=AUTUMN, finished_on=SPRING, own_finished_on=SPRING)
    second = ECTFactory(teacher=first.teacher, started_on=SPRING)
    chapters = timeline.story(first.teacher)
    assert [(chapter.place.days, chapter.place.words) for chapter in chapters] == [
        ("1 September 2026 to 31 December 2026", f"ECT at {first.school.label}"),
        ("From 1 January 2027", f"ECT at {second.school.label}"),
    ]


def test_a_removed_place_is_left_out():
    ect = ECTFactory(started_on=AUTUMN)
    ect.end(AUTUMN)
    assert timeline.story(ect.teacher) == []


def test_the_providers_of_each_stretch_are_those_of_its_days():
    school = SchoolFactory()
    SchoolCohortFactory(school=school, programme="provider_led")
    provider_led(school, "Marlowe", finished_on=SPRING, ending="replaced")
    provider_led(school, "Kittiwake", started_on=SPRING)
    ect = ECTFactory(school=school, started_on=AUTUMN)
    own = ProviderPairingFactory(lead_provider__name="Dunnock")
    TrainingFactory(ect=ect, lead_provider=own.lead_provider, state="training", started_on=SUMMER)
    [chapter] = timeline.story(ect.teacher)
    assert [(one.days, one.words) for one in chapter.stretches] == [
        (
            "1 September 2026 to 31 December 2026",
            "Trained by Marlowe with Marlowe Partners (the school’s)",
        ),
        (
            "1 January 2027 to 31 March 2027",
            "Trained by Kittiwake with Kittiwake Partners (the school’s)",
        ),
        ("From 1 April 2027", "Trained by Dunnock (their own)"),
    ]


def test_a_break_stands_beside_the_providers():
    school = SchoolFactory()
    SchoolCohortFactory(school=school, programme="provider_led")
    provider_led(school, "Marlowe")
    ect = ECTFactory(school=school, started_on=AUTUMN)
    TrainingFactory(ect=ect, started_on=SPRING)
    [chapter] = timeline.story(ect.teacher)
    assert chapter.stretches[-1].words.endswith("(the school’s), training paused")


def test_the_body_is_ones_own_or_the_schools():
    school = SchoolFactory()
    SchoolCohortFactory(
        school=school, programme="school_led", appropriate_body=AppropriateBodyFactory(name="Kent")
    )
    ect = ECTFactory(school=school)
    [chapter] = timeline.story(ect.teacher)
    assert "Appropriate body: Kent (the school’s)" in chapter.facts
    ect.appropriate_body = AppropriateBodyFactory(name="Essex")
    ect.save()
    [chapter] = timeline.story(ect.teacher)
    assert "Appropriate body: Essex (their own)" in chapter.facts


def test_who_mentors_whom_is_told_from_both_sides():
    mentorship = MentorshipFactory(started_on=AUTUMN)
    [of_ect] = timeline.story(mentorship.ect.teacher)
    [of_mentor] = timeline.story(mentorship.mentor.teacher)
    assert of_ect.stretches[-1].words == "Mentored by Grace Hopper"
    assert of_mentor.stretches[-1].words == "Mentors Ada Lovelace"


def test_a_mentors_training_is_told_with_its_cohort():
    mentor = MentorFactory(cohort=CohortFactory(), training_starts_on=AUTUMN)
    [chapter] = timeline.story(mentor.teacher)
    assert "Cohort: 2026 to 2027" in chapter.facts
